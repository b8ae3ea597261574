import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { linkDependencies } from './pack.ts'
import { scratch } from './scratch.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the programs that tests start many times are packed, by whoever needs them first. */
    packing: string
  }
}

/** A folder of this run's for what is packed in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = scratch('packing')
  await linkDependencies(folder)
  project.provide('packing', folder)
  return () => rm(folder, { recursive: true, force: true })
}
