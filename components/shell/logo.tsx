import { useId } from 'react'

/** The mark: two waves of pavement on a stone. */
export function Logo({ size = 28 }: { size?: number }) {
  const gradient = useId()
  return (
    <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#0c6a74" />
          <stop offset="1" stopColor="#4a48b4" />
        </linearGradient>
      </defs>
      <path
        d="M6 2.5 22.1 2c2 0 3.4 1.4 3.5 3.4l.6 15.9c.1 2.3-1.3 3.9-3.4 4l-16.2.8c-2.3.1-3.9-1.3-4-3.4L1.9 6.4C1.8 4.2 3.8 2.6 6 2.5Z"
        fill={`url(#${gradient})`}
      />
      <path
        d="M5.5 11.4c3.2-3.5 6-3.1 8.6-.3s5.2 2.8 8.4-.3M5.5 17.6c3.2-3.5 6-3.1 8.6-.3s5.2 2.8 8.4-.3"
        fill="none"
        stroke="#fff"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  )
}
