/** A file that came with a call. Written down it is its name alone. */
export class Upload {
  readonly file_name: string
  readonly bytes: Buffer

  constructor(file_name: string, bytes: Buffer) {
    this.file_name = file_name
    this.bytes = bytes
  }

  toJSON(): { file_name: string } {
    return { file_name: this.file_name }
  }
}
