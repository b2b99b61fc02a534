import { useTranslations } from 'use-intl'

const KEYS = [
  ['model', 'bg-[color-mix(in_oklab,var(--indigo)_72%,var(--sheet))]'],
  ['service', 'bg-[color-mix(in_oklab,var(--ink)_62%,var(--sheet))]'],
  [
    'backOff',
    'bg-[repeating-linear-gradient(-52deg,var(--retry)_0_1.25px,transparent_1.25px_4.5px)] shadow-[inset_0_0_0_1px_var(--retry-soft)]',
  ],
] as const

/** Names the bars of the timeline. */
export function TimelineLegend() {
  const t = useTranslations('execution')
  return (
    <ul aria-label={t('timeline.legend')} className="flex items-center gap-3 text-meta text-ink-3 max-[1180px]:hidden">
      {KEYS.map(([key, look]) => (
        <li key={key} className="flex items-center gap-1.5">
          <i aria-hidden className={`h-[9px] w-[18px] rounded-[2.5px] ${look}`} />
          {t(`timeline.${key}`)}
        </li>
      ))}
    </ul>
  )
}
