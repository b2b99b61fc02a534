import { Stone } from '@/components/ui/stone'

const DIGIT_PX = 6
const SIDES_PX = 6

/** The number of a step's latest visit, on the upper left corner of its card. Decorative: the timeline tells the order in words. */
export function VisitStone({ number }: { number: number }) {
  const digits = String(number).length
  return (
    <span
      aria-hidden="true"
      className="-left-[9px] -top-2 absolute z-[1] grid h-[18px] place-items-center text-ink"
      style={{ width: Math.max(20, DIGIT_PX * digits + SIDES_PX) }}
    >
      <Stone size={20} className="absolute inset-0 h-full w-full" preserveAspectRatio="none" />
      <span className="relative font-mono text-[10.5px] font-semibold leading-none tracking-[-.04em] text-on-ink tabular-nums">
        {number}
      </span>
    </span>
  )
}
