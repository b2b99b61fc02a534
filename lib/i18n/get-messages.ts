import type { Locale } from './locale'
import enCommon from './messages/en/common.json'
import enErrors from './messages/en/errors.json'
import enExecution from './messages/en/execution.json'
import enGraph from './messages/en/graph.json'
import enSignIn from './messages/en/sign-in.json'
import enWorkflows from './messages/en/workflows.json'
import ptCommon from './messages/pt-BR/common.json'
import ptErrors from './messages/pt-BR/errors.json'
import ptExecution from './messages/pt-BR/execution.json'
import ptGraph from './messages/pt-BR/graph.json'
import ptSignIn from './messages/pt-BR/sign-in.json'
import ptWorkflows from './messages/pt-BR/workflows.json'

const en = {
  common: enCommon,
  errors: enErrors,
  execution: enExecution,
  graph: enGraph,
  'sign-in': enSignIn,
  workflows: enWorkflows,
}

const MESSAGES = {
  en,
  'pt-BR': {
    common: ptCommon,
    errors: ptErrors,
    execution: ptExecution,
    graph: ptGraph,
    'sign-in': ptSignIn,
    workflows: ptWorkflows,
  },
}

/** Every message by area and key; English has all of them. */
export type Messages = typeof en

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/** All messages of a language, by area. */
export function getMessages(locale: Locale): Messages {
  return MESSAGES[locale] as Messages
}
