/** Line icons in a 16-unit square, drawn for this product. Decoration only: the name stands beside them or in a label. */
const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9zM10.3 10.3L13.5 13.5',
  up: 'M8 13V3.5M4.2 7.2L8 3.4l3.8 3.8',
  close: 'M4 4l8 8M12 4l-8 8',
  fold: 'M6 3.5L10.5 8 6 12.5',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  layers: 'M8 2.5l5.8 3-5.8 3-5.8-3zM2.4 8.4L8 11.3l5.6-2.9M2.4 11L8 13.9 13.6 11',
  list: 'M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  map: 'M2.5 4l3.7-1.5 3.6 1.5 3.7-1.5v9.5l-3.7 1.5-3.6-1.5L2.5 13.5zM6.2 2.5V12M9.8 4v9.5',
  detail: 'M3.5 2.5h9v11h-9zM5.8 5.5h4.4M5.8 8h4.4M5.8 10.5h2.5',
  vessel: 'M3 9.5h10l-1.5 3.5h-7zM5.5 9.5V6h5v3.5M8 6V3',
  zone: 'M3 3h10v10H3z',
  command: 'M3 5l3 3-3 3M8 11.5h5',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  sound: 'M3 6.2h2.2L8.2 3.5v9L5.2 9.8H3zM10.5 6a3 3 0 0 1 0 4M12.3 4.2a5.6 5.6 0 0 1 0 7.6',
  mute: 'M3 6.2h2.2L8.2 3.5v9L5.2 9.8H3zM10.8 6.2l3.4 3.6M14.2 6.2l-3.4 3.6',
  play: 'M5 3.2v9.6L12.6 8z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  start: 'M3.5 3.5v9M12.5 3.6v8.8L6 8z',
  stepBack: 'M12.5 3.5v9M10 3.6v8.8L3.5 8z',
  stepOn: 'M3.5 3.5v9M6 3.6v8.8L12.5 8z',
  eye: 'M1.8 8c1.7-2.7 3.7-4 6.2-4s4.5 1.3 6.2 4c-1.7 2.7-3.7 4-6.2 4S3.5 10.7 1.8 8zM8 6.2a1.8 1.8 0 1 1 0 3.6a1.8 1.8 0 1 1 0-3.6z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 16 }: { name: IconName; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={PATHS[name]} />
  </svg>
);

/** The eye over the city: the product's mark. */
export const BrandMark = ({ size = 22 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    aria-hidden="true"
  >
    <path
      d="M3 11c2.4-3.6 5.4-5.4 9-5.4s6.6 1.8 9 5.4M3 15c2.4 2.6 5.4 3.9 9 3.9s6.6-1.3 9-3.9"
      strokeLinecap="round"
    />
    <circle cx="12" cy="12.6" r="3.1" />
  </svg>
);
