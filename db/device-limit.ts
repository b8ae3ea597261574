/**
 * The most devices that a plan this person holds now allows, in the edition they bought, days of grace included;
 * 0: they hold none. A shop may write any number that JavaScript holds exactly, and so does a float8.
 * `person` and `now`: how the query writes them.
 */
export function mostOfPlans({ person, now }: { person: string; now: string }): string {
  return `
    select coalesce(max((v.terms ->> 'maxDevices')::float8), 0)
    from entitlements e
    join grants g on g.id = e.grant_id
    join plan_versions v on v.id = g.plan_version_id
    where e.person_id = ${person} and e.starts_at <= ${now}
      and (e.ends_at is null or e.ends_at > e.starts_at and greatest(e.grace_until, e.ends_at) > ${now})`
}
