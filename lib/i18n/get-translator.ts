import 'server-only'
import { createTranslator, type NamespaceKeys, type NestedKeyOf } from 'use-intl/core'
import { getMessages, type Messages } from './get-messages'
import { requestLocale } from './request-locale'

/** The messages of one area in the viewer's language, for server components, actions and routes. */
export async function getTranslator<Area extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(area: Area) {
  const { locale, timeZone } = await requestLocale()
  return createTranslator<Messages, Area>({ locale, timeZone, messages: getMessages(locale), namespace: area })
}
