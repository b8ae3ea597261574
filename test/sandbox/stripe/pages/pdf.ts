/** A line of a PDF page, in points from its top left corner. */
export interface PdfLine {
  text: string
  x: number
  y: number
  size?: number
  bold?: boolean
}

const height = 842

/** One page of A4 with lines of Helvetica; letters that Latin-1 has not become question marks. */
export function pdf(title: string, lines: PdfLine[]): Buffer {
  const drawn = lines.map(
    ({ text, x, y, size = 10, bold }) =>
      `BT /${bold ? 'B' : 'R'} ${size} Tf ${x} ${height - y} Td ${quoted(text)} Tj ET`,
  )
  const content = drawn.join('\n')
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`
  return assembled([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 ${height}] /Contents 4 0 R /Resources << /Font << /R 5 0 R /B 6 0 R >> >> >>`,
    `<< /Length ${latin(content).length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${quoted(title)} >>`,
  ])
}

function assembled(objects: string[]): Buffer {
  let file = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = latin(file).length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return String(place).padStart(10, '0')
  })
  const start = latin(file).length
  const size = objects.length + 1
  file += `xref\n0 ${size}\n0000000000 65535 f \n${places.map(place => `${place} 00000 n \n`).join('')}`
  file += `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return latin(file)
}

function quoted(text: string): string {
  const plain = text.replace(/[–—]/g, '-').replace(/[^\n\x20-\xff]/g, '?')
  return `(${plain.replace(/[\\()]/g, char => `\\${char}`)})`
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
