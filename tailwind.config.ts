import type { Config } from 'tailwindcss'

const token = (name: string) => `var(--${name})`
const grown = (px: number) => `calc(${px}px + var(--type-up))`

/** A size of type in px, which the comfortable density makes one pixel larger. */
const type = (
  size: number,
  lineHeight: number,
  more: { letterSpacing?: string; fontWeight?: string } = {},
): [string, object] => [grown(size), { lineHeight: grown(lineHeight), ...more }]

const colors = Object.fromEntries(
  [
    'ground',
    'ground-deep',
    'sheet',
    'card',
    'well',
    'hover',
    'press',
    'line',
    'ink',
    'ink-2',
    'ink-3',
    'ink-4',
    'on-ink',
    'teal',
    'indigo',
    'accent-soft',
    'model-soft',
    'on-accent',
    'run',
    'run-soft',
    'ok',
    'ok-soft',
    'retry',
    'retry-soft',
    'caught',
    'caught-soft',
    'fail',
    'fail-soft',
    'time',
    'time-soft',
    'abort',
    'abort-soft',
    'route',
    'route-off',
    'stone',
    'stone-2',
    'mark',
    'mark-ink',
  ].map((name) => [name, token(name)]),
)

/** The visual language's tokens as Tailwind names; their values per theme are the CSS variables in app/globals.css. */
export default {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  darkMode: ['selector', '[data-theme="dark"]'],
  theme: {
    extend: {
      colors,
      backgroundImage: { grad: token('grad') },
      boxShadow: { e1: token('e1'), e2: token('e2'), e3: token('e3'), well: token('inset') },
      fontFamily: {
        sans: ['var(--font-geist-sans)', 'ui-sans-serif', 'system-ui', 'sans-serif'],
        mono: ['var(--font-geist-mono)', 'ui-monospace', 'monospace'],
      },
      fontSize: {
        figure: ['26px', { lineHeight: '32px', letterSpacing: '-0.035em', fontWeight: '500' }],
        h1: type(17, 24, { letterSpacing: '-0.015em', fontWeight: '600' }),
        h2: type(14, 20, { letterSpacing: '-0.01em', fontWeight: '600' }),
        read: type(14, 22),
        'read-2': type(13, 20),
        ui: type(13, 18),
        dense: type(12, 16),
        meta: type(11, 14),
        code: type(12, 19, { letterSpacing: '-0.02em' }),
      },
      borderRadius: {
        stone: '4px',
        chip: '7px',
        control: '8px',
        node: '10px',
        sheet: '12px',
        container: '14px',
        pill: '23px',
      },
      transitionDuration: { fast: '120ms', calm: '220ms' },
      transitionTimingFunction: { calm: 'cubic-bezier(.2,.7,.2,1)' },
      animation: { breath: 'breath 2600ms ease-in-out infinite' },
    },
  },
} satisfies Config
