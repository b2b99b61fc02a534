import { Tooltip } from 'radix-ui'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { IntlProvider } from 'use-intl'
import { WorkflowGraph } from '@/components/graph/workflow-graph'
import type { StatePath } from '@/lib/asl/state-path'
import type { StateMachineDefinition } from '@/lib/asl/types'
import { layoutGraph } from '@/lib/graph/layout/layout-graph'
import { projectGraph } from '@/lib/graph/project'
import { structureOf } from '@/lib/graph/structure'
import en from '@/lib/i18n/messages/en/graph.json'
import pt from '@/lib/i18n/messages/pt-BR/graph.json'
import { fakeStatus } from './fake-status'
import { generateDefinition } from './generate'

interface Options {
  theme?: 'light' | 'dark'
  status?: boolean
  locale?: 'en' | 'pt-BR'
}

declare global {
  interface Window {
    /** Draws a definition and gives the ms until the browser has painted it. */
    drawGraph: (definition: StateMachineDefinition, options: Options) => Promise<number>
    /** Generates a definition of so many states, and gives it with the ms its first layout takes and the median of eleven. */
    measureLayout: (states: number) => { definition: StateMachineDefinition; firstMs: number; medianMs: number }
  }
}

function Page({ definition, options }: { definition: StateMachineDefinition; options: Options }) {
  const [selected, setSelected] = useState<StatePath | null>(null)
  const [status] = useState(() => (options.status ? fakeStatus(definition) : undefined))
  return (
    <IntlProvider
      locale={options.locale ?? 'en'}
      messages={{ graph: options.locale === 'pt-BR' ? pt : en }}
      timeZone="UTC"
    >
      <Tooltip.Provider>
        <WorkflowGraph
          definition={definition}
          status={status}
          selected={selected}
          onSelect={setSelected}
          follow={options.status}
        />
      </Tooltip.Provider>
    </IntlProvider>
  )
}

const root = createRoot(document.getElementById('root')!)
let key = 0

window.drawGraph = async (definition, options) => {
  document.documentElement.dataset.theme = options.theme ?? 'light'
  await document.fonts.ready
  const startedAt = performance.now()
  root.render(<Page key={key++} definition={definition} options={options} />)
  await new Promise<void>((done) => {
    const look = () =>
      document.querySelector('.graph-card')
        ? requestAnimationFrame(() => setTimeout(done))
        : requestAnimationFrame(look)
    requestAnimationFrame(look)
  })
  return performance.now() - startedAt
}

window.measureLayout = (states) => {
  const definition = generateDefinition(states)
  const once = () => {
    const startedAt = performance.now()
    layoutGraph(projectGraph(structureOf(definition), new Set()), 'design')
    return performance.now() - startedAt
  }
  const all = Array.from({ length: 11 }, once)
  return { definition, firstMs: all[0]!, medianMs: [...all].sort((a, b) => a - b)[5]! }
}
