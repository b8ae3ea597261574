import { signal } from '@preact/signals'
import type { ServiceView } from '../../service/face.ts'
import * as api from '../api.ts'
import { sheet, toast } from '../store.ts'

/** What another service has heard, as far as was read; it is read while its sheet is open. */
export const service = signal<ServiceView | undefined>(undefined)

export function openService(): void {
  sheet.value = { kind: 'service' }
  void readService()
}

/** To be called whenever something happened: what it heard is of people. */
export async function readService(): Promise<void> {
  if (sheet.peek()?.kind === 'service') keep(await api.service())
}

export async function sendAway(away: boolean): Promise<void> {
  keep(await api.sendServiceAway(away))
}

function keep(answer: api.Answer<ServiceView>): void {
  if (answer.ok) service.value = answer.value
  else toast(answer.problem)
}
