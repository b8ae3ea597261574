import type { TestBooks } from './books.ts'

/** Another device of this person, who may have one more, and the secret it asks with. */
export async function aDevice(
  { billing }: Pick<TestBooks, 'billing'>,
  personId: number,
  name = 'phone',
): Promise<{ id: string; secret: string }> {
  const result = await billing.devices.register({ personId, name })
  if (result.kind !== 'registered') throw new Error(`no device ${name}: ${result.kind}`)
  return { id: result.device.id, secret: result.secret }
}
