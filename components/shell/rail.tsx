'use client'

import {
  CircleUserRound,
  Keyboard,
  ListTree,
  LogOut,
  type LucideIcon,
  PanelLeftClose,
  PanelLeftOpen,
  Search,
  Workflow,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Menu } from '@/components/ui/menu'
import { routes } from '@/lib/console/routes'
import { AppearanceMenu } from './appearance-menu'
import { LanguageMenu } from './language-menu'
import { Logo } from './logo'
import { RailEntry } from './rail-entry'
import { openDialog } from './shell-dialogs'
import { useAppearance } from './use-appearance'
import { useHushedLabels } from './use-hushed-labels'

function RailLink({ href, ...entry }: { href: string; label: string; icon: LucideIcon; keys: string }) {
  const here = usePathname().startsWith(href)
  return <RailEntry {...entry} link={<Link href={href} aria-current={here ? 'page' : undefined} />} />
}

/** Opens the rail to its labels, where there is room. */
function RailToggle() {
  const t = useTranslations('common')
  const { appearance, choose } = useAppearance()
  const open = appearance.rail === 'labels'
  return (
    <RailEntry
      className="rail-entry rail-toggle"
      label={t(open ? 'nav.hideLabels' : 'nav.showLabels')}
      icon={open ? PanelLeftClose : PanelLeftOpen}
      onClick={() => choose('rail', open ? 'icons' : 'labels')}
    />
  )
}

async function leave() {
  const { signOut } = await import('next-auth/react')
  await signOut({ redirect: false })
  window.location.assign(routes.signIn())
}

interface RailProps {
  /** The person who is signed in. */
  user: string
  role: 'admin' | 'editor' | 'viewer'
}

/** The way around the console at the left, 48 px or open to labels: pages above, search and preferences below. */
export function Rail({ user, role }: RailProps) {
  const t = useTranslations('common')
  const labels = useHushedLabels()
  return (
    <nav aria-label={t('nav.main')} className="flex flex-col gap-1 px-[7px] py-2.5" {...labels}>
      <Link href={routes.home()} aria-label={t('appName')} className="mb-3 ml-[3px] self-start rounded-chip">
        <Logo />
      </Link>
      <RailLink href={routes.workflows()} label={t('nav.workflows')} icon={Workflow} keys="g w" />
      <RailLink href={routes.executions()} label={t('nav.executions')} icon={ListTree} keys="g e" />
      <div className="flex-1" />
      <RailEntry label={t('nav.search')} icon={Search} keys="Ctrl K" onClick={() => openDialog('jump')} />
      <RailEntry label={t('nav.shortcuts')} icon={Keyboard} keys="?" onClick={() => openDialog('shortcuts')} />
      <LanguageMenu />
      <AppearanceMenu />
      <Menu
        side="right"
        align="end"
        trigger={<RailEntry label={t('nav.account')} icon={CircleUserRound} />}
        entries={[
          { kind: 'label', label: `${user} · ${t(`role.${role}`)}` },
          { kind: 'act', label: t('nav.signOut'), icon: <LogOut size={14} aria-hidden />, onSelect: leave },
        ]}
      />
      <RailToggle />
    </nav>
  )
}
