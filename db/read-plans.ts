import { readFile } from 'node:fs/promises'
import type { PlanTerms } from './plan.ts'
import { readPlanFile } from './plan-file.ts'

/** The shop as the operator wrote it down; each problem with its file and line. */
export async function readPlans({
  plansFile,
  allowCardForDigital,
}: {
  plansFile: string
  allowCardForDigital: boolean
}): Promise<
  | { kind: 'ok'; plans: PlanTerms[]; freeMaxDevices: number; warnings: string[] }
  | { kind: 'bad'; problems: string[] }
> {
  let text: string
  try {
    text = await readFile(plansFile, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return {
      kind: 'bad',
      problems: [`PLANS_FILE: ${plansFile} cannot be read (${code}). Write what you sell there.`],
    }
  }
  const read = readPlanFile(text, { allowCardForDigital })
  if (read.kind === 'ok') return read
  const problems = read.problems.map(({ line, column, path, message }) => {
    return `${plansFile}:${line}:${column} ${path} ${message}`
  })
  return { kind: 'bad', problems }
}
