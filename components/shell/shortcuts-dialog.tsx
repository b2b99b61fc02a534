'use client'

import { useTranslations } from 'use-intl'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'

const GROUPS = [
  {
    title: 'anywhere',
    rows: [
      { what: 'search', keys: ['Ctrl K'] },
      { what: 'filter', keys: ['/'] },
      { what: 'workflows', keys: ['g', 'w'] },
      { what: 'executions', keys: ['g', 'e'] },
      { what: 'help', keys: ['?'] },
      { what: 'close', keys: ['Esc'] },
    ],
  },
  {
    title: 'graph',
    rows: [
      { what: 'follow', keys: ['↑', '↓', '←', '→'] },
      { what: 'open', keys: ['Enter'] },
      { what: 'centre', keys: ['Alt C'] },
    ],
  },
] as const

/** Every shortcut there is. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('common')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('shortcut.title')} width="sm">
      {GROUPS.map((group) => (
        <section key={group.title} className="mt-2">
          <h3 className="font-medium text-dense text-ink-3">{t(`shortcut.${group.title}`)}</h3>
          <dl className="mt-1">
            {group.rows.map((row) => (
              <div key={row.what} className="flex h-[30px] items-center justify-between">
                <dt>{t(`shortcut.${row.what}`)}</dt>
                <dd className="flex gap-1">
                  {row.keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
