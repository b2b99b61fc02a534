import { classes } from '@/components/ui/classes'
import type { StepFace } from '@/lib/graph/step-face'
import { TileGlyph } from './tile-glyph'

const TONES = {
  basalt: 'bg-ink text-on-ink',
  limestone: 'bg-well text-ink-2',
  indigo: 'bg-model-soft text-indigo',
}

interface TileProps {
  face: StepFace
  /** Engraved: not reached. */
  dim: boolean
  size?: 'card' | 'header'
}

/** The tile of a card (28 px) or a container's header (20 px): a disc for a Choice. */
export function Tile({ face, dim, size = 'card' }: TileProps) {
  return (
    <span
      className={classes(
        'graph-tile grid shrink-0 place-items-center',
        size === 'card' ? 'size-7' : 'size-5',
        face.glyph === 'choice' ? 'rounded-full' : size === 'card' ? 'rounded-chip' : 'rounded-[5px]',
        dim ? 'bg-ground-deep text-ink-3' : TONES[face.tile],
      )}
    >
      <TileGlyph glyph={face.glyph} size={size === 'card' ? 16 : 12} />
    </span>
  )
}
