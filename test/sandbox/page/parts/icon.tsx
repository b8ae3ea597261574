const paths = {
  app: 'M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM4 9h16M7 6.5v.01',
  back: 'M20 12H5M11 6l-6 6 6 6',
  ban: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.7 5.7l12.6 12.6',
  bell: 'M6.5 16v-5a5.5 5.5 0 0 1 11 0v5l1.5 2H5ZM10.5 20.5h3',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.8 10.6c.7.6 1.3 1.4 1.3 2.4h5c0-1 .6-1.8 1.3-2.4A6 6 0 0 0 12 3Z',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 8v4.5l3 1.5',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  down: 'M6 9.5l6 6 6-6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  out: 'M8 16L17 7M9.5 7H17v7.5',
  play: 'M7 5l12 7-12 7Z',
  plus: 'M12 5v14M5 12h14',
  reload: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4',
  settings: 'M4 7.5h9M19 7.5h1M16 5v5M4 16.5h1M11 16.5h9M8 14v5',
  slash:
    'M7.5 4h9A3.5 3.5 0 0 1 20 7.5v9a3.5 3.5 0 0 1-3.5 3.5h-9A3.5 3.5 0 0 1 4 16.5v-9A3.5 3.5 0 0 1 7.5 4ZM14 8l-4 8',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 8v5M12 16.5v.2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}

/** One tick: the bot has it; two: it has answered. */
export function Ticks({ two }: { two: boolean }) {
  return (
    <svg class="ticks" viewBox="0 0 20 12" aria-hidden="true">
      <path d={two ? 'M1 6.5l4 4L13 2M8.5 9.6l1 .9L18 2' : 'M5 6.5l4 4L17 2'} />
    </svg>
  )
}
