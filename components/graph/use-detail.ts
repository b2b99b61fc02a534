'use client'

import { useStore } from '@xyflow/react'

/** From this zoom on cards show everything; below, glyphs and names. */
const FULL_DETAIL_ZOOM = 0.75
/** Below this zoom no labels on routes: they would not fit. */
const LABELS_ZOOM = 0.55
/** Below this zoom only tiles and colours. */
const TILES_ZOOM = 0.4
/** The smallest text on the screen, in px. */
const LEAST_TEXT = 11

interface Detail {
  level: 'full' | 'labels' | 'names' | 'tiles'
  /** Font sizes in px of the drawing, so that on the screen they stay readable. */
  nameSize: number
  chipSize: number
}

/** How much to show at the present zoom, in steps, so that most zooming renders nothing again. */
export function useDetail(): Detail {
  const level = useStore(({ transform: [, , zoom] }) =>
    zoom >= FULL_DETAIL_ZOOM ? 'full' : zoom >= LABELS_ZOOM ? 'labels' : zoom >= TILES_ZOOM ? 'names' : 'tiles',
  )
  const least = useStore(({ transform: [, , zoom] }) =>
    Math.min(26, Math.ceil(LEAST_TEXT / Math.max(zoom, TILES_ZOOM))),
  )
  if (level === 'full') return { level, nameSize: 13, chipSize: 11 }
  return { level, nameSize: Math.max(16, least), chipSize: least }
}
