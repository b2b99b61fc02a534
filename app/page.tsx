import { redirect } from 'next/navigation'
import { routes } from '@/lib/console/routes'

export default function HomePage() {
  redirect(routes.workflows())
}
