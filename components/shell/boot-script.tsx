import { TIME_ZONE_COOKIE } from '@/lib/i18n/time-zone'
import type { Theme } from './appearance'

/**
 * Runs before the first paint: the system's theme where no theme was chosen (and its changes later on), and the browser's time zone
 * for the server's next HTML. A page that was rendered in another zone is asked for once more.
 */
const boot = (theme: Theme, timeZone: string) => `(()=>{const d=document,r=d.documentElement;
${theme === 'system' ? `const m=matchMedia('(prefers-color-scheme: dark)'),s=()=>{if(!r.dataset.chosen)r.dataset.theme=m.matches?'dark':'light'};s();m.addEventListener('change',s);` : ''}
const z=Intl.DateTimeFormat().resolvedOptions().timeZone;
if(z&&z!==${JSON.stringify(timeZone)}&&!d.cookie.includes('${TIME_ZONE_COOKIE}='+z)){d.cookie='${TIME_ZONE_COOKIE}='+z+';path=/;max-age=31536000;samesite=lax';r.dataset.zone='new'}})()`

export function BootScript({ theme, timeZone, nonce }: { theme: Theme; timeZone: string; nonce: string | undefined }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own constant text, which must run before the first paint
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: boot(theme, timeZone) }} />
  )
}
