/**
 * Light on cloth. A surface is a height for each point; its slope, seen under one lamp, gives how bright it is: a matt
 * part (Lambert), a gloss (Blinn and Phong) and, for velvet, the pale rim where the pile is seen from its side. No IO.
 */
export type Height = (x: number, y: number) => number;

export interface Lamp {
  /** Towards the lamp; `z` out of the picture. */
  x: number;
  y: number;
  z: number;
}
export interface Cloth {
  /** How steep the height is taken. */
  depth: number;
  matt: number;
  gloss: number;
  /** The higher, the smaller the gleam. */
  glossPower: number;
  /** How much of a velvet's rim there is. */
  rim: number;
  ambient: number;
  /** A weak lamp from the other side, so that shade keeps its shape. */
  fill: number;
}

const normalise = ({ x, y, z }: Lamp): Lamp => {
  const length = Math.hypot(x, y, z);
  return { x: x / length, y: y / length, z: z / length };
};

/** How bright the cloth is at a point, about 0 to 1. `height` takes and gives units in which the picture is 1 wide. */
export function createShading(height: Height, lamp: Lamp, cloth: Cloth): Height {
  const light = normalise(lamp);
  const half = normalise({ x: light.x, y: light.y, z: light.z + 1 });
  const reach = 0.0015;
  return (x, y) => {
    const slopeX = ((height(x + reach, y) - height(x - reach, y)) / (2 * reach)) * cloth.depth;
    const slopeY = ((height(x, y + reach) - height(x, y - reach)) / (2 * reach)) * cloth.depth;
    const normal = normalise({ x: -slopeX, y: -slopeY, z: 1 });
    const facing = Math.max(0, normal.x * light.x + normal.y * light.y + normal.z * light.z);
    const gleam = Math.max(0, normal.x * half.x + normal.y * half.y + normal.z * half.z) ** cloth.glossPower;
    const back = Math.max(0, normal.z * 0.5 - (normal.x * light.x + normal.y * light.y) * 0.9);
    const rim = (1 - normal.z) ** 2;
    return (
      cloth.ambient +
      cloth.fill * back +
      cloth.matt * facing +
      cloth.gloss * gleam +
      cloth.rim * rim * (0.35 + facing)
    );
  };
}

/** 0 before `from`, 1 after `to`, smooth between. */
export function smoothStep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
