'use client'

import { useReactFlow } from '@xyflow/react'
import { LocateFixed, Maximize, Minus, Plus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import type { GraphLayout } from '@/lib/graph/layout/layout-graph'
import { StateSearch } from './state-search'
import type { Camera } from './use-camera'

interface CanvasToolbarProps {
  layout: GraphLayout
  camera: Camera
  /** Null where there is nothing to follow. */
  following: boolean | null
  onFollow: (following: boolean) => void
}

/** Zoom, fit, search and the follow switch, at the lower left of the canvas. */
export function CanvasToolbar({ layout, camera, following, onFollow }: CanvasToolbarProps) {
  const t = useTranslations('graph')
  const flow = useReactFlow()
  return (
    <div className="absolute bottom-3 left-3 z-[5] flex items-center gap-1.5">
      <Button icon aria-label={t('zoomOut')} title={t('zoomOut')} onClick={() => flow.zoomOut({ duration: 120 })}>
        <Minus size={15} aria-hidden="true" />
      </Button>
      <Button icon aria-label={t('zoomIn')} title={t('zoomIn')} onClick={() => flow.zoomIn({ duration: 120 })}>
        <Plus size={15} aria-hidden="true" />
      </Button>
      <Button icon aria-label={t('fit')} title={t('fit')} onClick={() => camera.showAll()}>
        <Maximize size={14} aria-hidden="true" />
      </Button>
      <StateSearch layout={layout} camera={camera} />
      {following !== null && (
        <Button
          role="switch"
          aria-checked={following}
          onClick={() => onFollow(!following)}
          className={classes(following ? 'text-teal' : 'text-ink-2')}
        >
          <LocateFixed size={14} aria-hidden="true" />
          {t(following ? 'following' : 'follow')}
        </Button>
      )}
    </div>
  )
}
