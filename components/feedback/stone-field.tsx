import { classes } from '@/components/ui/classes'
import { Stone } from '@/components/ui/stone'

const COLUMNS = 11

interface StoneFieldProps {
  /** One letter a stone: `o` laid, `.` missing, `x` broken; 11 in a row. */
  pattern: string
}

/** A piece of pavement: the small picture of empty and error states. Decorative. */
export function StoneField({ pattern }: StoneFieldProps) {
  const stones = [...pattern.replaceAll(/\s/g, '')]
  return (
    <div aria-hidden className="grid w-fit gap-[3px]" style={{ gridTemplateColumns: `repeat(${COLUMNS}, 17px)` }}>
      {stones.map((kind, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed picture
          key={place}
          className={classes(kind === 'x' ? 'text-fail' : kind === 'o' ? 'text-stone' : 'text-stone-2')}
        >
          <Stone size={17} hollow={kind === '.'} />
        </span>
      ))}
    </div>
  )
}
