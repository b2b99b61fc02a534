export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

export const DENSITIES = ['compact', 'comfortable'] as const
export type Density = (typeof DENSITIES)[number]

/** How the console looks in one browser. */
export interface Appearance {
  theme: Theme
  /** Comfortable is one pixel more of type and four more of a row. */
  density: Density
  /** The pavement on the canvas. */
  texture: 'on' | 'off'
  /** The rail's labels: on hover, or always where there is room for them. */
  rail: 'icons' | 'labels'
}

/** The cookies that hold what a person chose. */
export const APPEARANCE_COOKIES: Record<keyof Appearance, string> = {
  theme: 'passo-theme',
  density: 'passo-density',
  texture: 'passo-texture',
  rail: 'passo-rail',
}

const oneOf = <Value extends string>(values: readonly Value[], value: string | undefined, otherwise: Value): Value =>
  values.find((each) => each === value) ?? otherwise

export const parseTheme = (value: string | undefined): Theme => oneOf(THEMES, value, 'system')
export const parseDensity = (value: string | undefined): Density => oneOf(DENSITIES, value, 'compact')

/** The appearance by its cookies: the default wherever there is none, or one that says nothing we know. */
export function readAppearance(cookie: (name: string) => string | undefined): Appearance {
  const of = (part: keyof Appearance) => cookie(APPEARANCE_COOKIES[part])
  return {
    theme: parseTheme(of('theme')),
    density: parseDensity(of('density')),
    texture: oneOf(['on', 'off'], of('texture'), 'on'),
    rail: oneOf(['icons', 'labels'], of('rail'), 'icons'),
  }
}
