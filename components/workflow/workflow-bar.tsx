'use client'

import { useTranslations } from 'use-intl'
import { TopBar } from '@/components/shell/top-bar'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Tag } from '@/components/ui/tag'
import { routes } from '@/lib/console/routes'
import { DetailsButton } from './details-button'
import { StartExecutionButton } from './start-execution-button'
import { WorkflowMenu } from './workflow-menu'

const TABS = ['graph', 'executions', 'definition'] as const

interface WorkflowBarProps {
  workflow: { arn: string; name: string; type?: 'STANDARD' | 'EXPRESS' }
  /** The open view; absent when the workflow couldn't be read, and there is nothing to do but to go back. */
  tab?: (typeof TABS)[number]
}

/** The bar of a workflow's page. */
export function WorkflowBar({ workflow, tab }: WorkflowBarProps) {
  const t = useTranslations('workflows')
  return (
    <TopBar
      crumbs={[{ label: t('title'), href: routes.workflows() }]}
      title={workflow.name}
      after={
        tab && (
          <>
            {workflow.type === 'EXPRESS' && <Tag>{t('type.EXPRESS')}</Tag>}
            <LinkTabs
              label={t('workflow.tabs')}
              items={TABS.map((each) => ({
                href: routes.workflow(workflow.arn, each === 'graph' ? undefined : each),
                label: t(`workflow.${each}`),
                current: each === tab,
              }))}
            />
          </>
        )
      }
      actions={
        tab && (
          <>
            {tab === 'graph' && <DetailsButton />}
            <WorkflowMenu workflow={workflow} />
            <StartExecutionButton workflow={workflow} />
          </>
        )
      }
    />
  )
}
