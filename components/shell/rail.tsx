'use client'

import { CircleUserRound, Keyboard, ListTree, LogOut, type LucideIcon, Search, Workflow } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { Menu, MenuItem, MenuLabel } from '@/components/ui/menu'
import { Tooltip } from '@/components/ui/tooltip'
import { routes } from '@/lib/console/routes'
import { LanguageMenu } from './language-menu'
import { Logo } from './logo'
import { RAIL_ENTRY, RailButton } from './rail-button'
import { openDialog } from './shell-dialogs'
import { ThemeMenu } from './theme-menu'

interface RailLinkProps {
  href: string
  label: string
  icon: LucideIcon
  keys: string
}

function RailLink({ href, label, icon: Icon, keys }: RailLinkProps) {
  const here = usePathname().startsWith(href)
  return (
    <Tooltip label={label} keys={keys} side="right">
      <Link href={href} aria-label={label} aria-current={here ? 'page' : undefined} className={RAIL_ENTRY}>
        <Icon size={18} strokeWidth={1.75} aria-hidden />
      </Link>
    </Tooltip>
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

/** The way around the console, 48 px at the left: pages above, search and preferences below. */
export function Rail({ user, role }: RailProps) {
  const t = useTranslations('common')
  return (
    <nav aria-label={t('nav.main')} className="flex flex-col items-center gap-1 py-2.5">
      <Link href={routes.home()} aria-label={t('appName')} className="mb-3 rounded-chip">
        <Logo />
      </Link>
      <RailLink href={routes.workflows()} label={t('nav.workflows')} icon={Workflow} keys="g w" />
      <RailLink href={routes.executions()} label={t('nav.executions')} icon={ListTree} keys="g e" />
      <div className="flex-1" />
      <RailButton label={t('nav.search')} icon={Search} keys="Ctrl K" onClick={() => openDialog('jump')} />
      <RailButton label={t('nav.shortcuts')} icon={Keyboard} keys="?" onClick={() => openDialog('shortcuts')} />
      <LanguageMenu />
      <ThemeMenu />
      <Menu side="right" align="end" trigger={<RailButton label={t('nav.account')} icon={CircleUserRound} />}>
        <MenuLabel>
          {user} · {t(`role.${role}`)}
        </MenuLabel>
        <MenuItem icon={<LogOut size={14} aria-hidden />} onSelect={leave}>
          {t('nav.signOut')}
        </MenuItem>
      </Menu>
    </nav>
  )
}
