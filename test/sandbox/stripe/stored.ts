/**
 * An object of Stripe's as it is kept and sent: references are ids (`expand` makes objects of them), decimals are
 * strings. Derived from the SDK's types, so that a field they have cannot be missing here.
 */
export type Stored<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends { toFixed: unknown; isZero: unknown }
    ? string
    : T extends readonly (infer Item)[]
      ? StoredField<Item>[]
      : T extends object
        ? { [Key in keyof T]: StoredField<T[Key]> }
        : T

type Reference = { id: string; object: string }

type StoredField<V> = [Extract<V, Reference>] extends [never]
  ? Stored<V>
  : string extends V
    ? Extract<V, string | null | undefined>
    : Stored<V>
