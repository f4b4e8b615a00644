// Dots and lines by WebGL 2: one call for all straight lines, one for all curves, one for all dots.

import type { Shape } from "../model";
import { grown, type Camera, type Size } from "./camera";
import { curve, REACH } from "./geometry";
import type { Places } from "./labels";
import type { Scene } from "./scene";
import { rgb } from "./theme";

export interface Painter {
  /** Take over what is to be drawn. */
  load(scene: Scene, places: Places): void;
  paint(camera: Camera): void;
  resize(size: Size, ratio: number): void;
  /** Tells how many milliseconds the last frame takes until it is drawn, as soon as it is. */
  timed(told: (cost: number) => void): void;
  close(): void;
}

const SHAPES: Shape[] = ["circle", "square", "diamond", "triangle", "pin"];
const SEGMENTS = 14;
const [LINE, DOT] = [15, 10];
/** Above this many lines, those seen from afar let others through. */
const MANY = 3000;
// Dashes and gaps in pixels; dots are round.
const DASHES = { solid: [0, 0], dashed: [8, 5], dotted: [0.1, 5] } as const;

const LINES = `#version 300 es
precision highp float;
in vec2 corner;
in vec4 ends; in vec4 bow; in vec4 form; in vec3 colour;
uniform vec3 camera; uniform vec2 size; uniform float grown; uniform float veil;
out vec3 ink; out float side; out float wide; out float way; flat out vec2 dash; flat out float whole;
void main() {
  vec2 a = (ends.xy - camera.xy) * camera.z, b = (ends.zw - camera.xy) * camera.z, c = (bow.xy - camera.xy) * camera.z;
  float reach = max(length(c - a) + length(b - c), 1e-3);
  float head = form.y * (6.5 + 2.0 * form.x) * grown;
  float low = min(.5, bow.z * grown / reach), high = max(.5, 1. - (bow.w * grown + 1.5 * form.y) / reach);
  float neck = max(low, high - head / reach);
  bool tip = corner.x > 1.5;
  float t = tip ? (corner.x > 2.5 ? high : neck) : mix(low, neck, corner.x);
  vec2 p = mix(mix(a, c, t), mix(c, b, t), t);
  vec2 d = mix(c - a, b - c, t);
  d = d / max(length(d), 1e-4);
  float line = max(form.x * grown, .55);
  wide = tip ? (corner.x > 2.5 ? 0. : head * .46) : line * .5;
  side = corner.y * (wide + 1.);
  p += vec2(-d.y, d.x) * side;
  way = tip ? 0. : (t - low) * reach;
  whole = min(1., form.x * grown / .9 + .25) * veil;
  dash = form.zw * max(grown, .6);
  ink = colour;
  gl_Position = vec4(p.x * 2. / size.x, -p.y * 2. / size.y, 0, 1);
}`;

const LINE_INK = `#version 300 es
precision mediump float;
in vec3 ink; in float side; in float wide; in float way; flat in vec2 dash; flat in float whole;
out vec4 fragment;
void main() {
  float cover = clamp(wide + .5 - abs(side), 0., 1.) * whole;
  if (dash.y > 0. && way > 0.) {
    float at = mod(way, dash.x + dash.y);
    if (dash.x < 1.) cover = clamp(wide * 1.25 + .5 - length(vec2(at - dash.y * .5, side)), 0., 1.) * whole;
    else cover *= clamp(min(at, dash.x - at) + .5, 0., 1.);
  }
  if (cover < .02) discard;
  fragment = vec4(ink * cover, cover);
}`;

const DOTS = `#version 300 es
precision highp float;
in vec2 corner;
in vec4 place; in vec3 fill; in vec3 border;
uniform vec3 camera; uniform vec2 size; uniform float grown;
out vec2 at; flat out float radius; flat out vec2 kind; flat out vec3 inside; flat out vec3 rim;
void main() {
  radius = max(place.z * grown, 1.1);
  at = corner * (radius * 1.3 + 2.);
  kind = vec2(mod(place.w, 8.), floor(place.w / 8.));
  inside = fill; rim = border;
  vec2 p = (place.xy - camera.xy) * camera.z + at;
  gl_Position = vec4(p.x * 2. / size.x, -p.y * 2. / size.y, 0, 1);
}`;

const DOT_INK = `#version 300 es
precision mediump float;
in vec2 at; flat in float radius; flat in vec2 kind; flat in vec3 inside; flat in vec3 rim;
out vec4 fragment;
float wedge(vec2 p, float r) {
  return max(p.y - .85 * r, .8682 * abs(p.x) - .4961 * p.y - .6201 * r);
}
float from(vec2 p, float r) {
  if (kind.x < .5) return length(p) - r;
  if (kind.x < 1.5) { vec2 d = abs(p) - .9 * r; return max(d.x, d.y); }
  if (kind.x < 2.5) return (abs(p.x) + abs(p.y) - 1.25 * r) * .7071;
  return wedge(kind.x < 3.5 ? p : vec2(p.x, -p.y), r);
}
void main() {
  float d = from(at, radius);
  float cover = clamp(.5 - d, 0., 1.);
  if (cover <= 0.) discard;
  float thick = min(1.4, radius * .3);
  float edge = clamp(d + thick + .5, 0., 1.);
  if (kind.y > .5) {
    float turn = (atan(at.y, at.x) / 6.28318 + .5) * max(6., floor(radius * .9));
    edge *= step(fract(turn), .6);
  }
  fragment = vec4(mix(inside, rim, edge) * cover, cover);
}`;

/** A painter on this canvas, or null where the browser has no WebGL 2. `lost` is called when the device goes away. */
export function webgl(canvas: HTMLCanvasElement, lost: () => void): Painter | null {
  const gl = canvas.getContext("webgl2", { alpha: true, antialias: false, premultipliedAlpha: true, powerPreference: "high-performance" });
  if (!gl) return null;
  const programs = { lines: program(gl, LINES, LINE_INK), dots: program(gl, DOTS, DOT_INK) };
  if (!programs.lines || !programs.dots) return null;
  const lines = { program: programs.lines, straight: batch(gl), curved: batch(gl) };
  const dots = { program: programs.dots, batch: batch(gl) };
  const strips = { straight: strip(gl, 1), curved: strip(gl, SEGMENTS), quad: buffer(gl, new Float32Array([-1, -1, 1, -1, -1, 1, 1, 1])) };
  let size: Size = { w: 1, h: 1 };
  let began = 0;
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const gone = (e: Event): void => {
    e.preventDefault();
    lost();
  };
  canvas.addEventListener("webglcontextlost", gone);

  function load(scene: Scene, places: Places): void {
    const [straight, curved, points]: [number[], number[], number[]] = [[], [], []];
    for (const l of scene.lines) {
      const [a, b] = [places.get(l.source), places.get(l.target)];
      const [from, to] = [scene.dot.get(l.source), scene.dot.get(l.target)];
      if (!a || !b || !from || !to) continue;
      const k = curve(a, b, l.bend, from.radius);
      const self = l.source === l.target;
      const [on, off] = DASHES[l.style];
      (l.bend || self ? curved : straight).push(
        k.a.x, k.a.y, k.b.x, k.b.y, k.c.x, k.c.y, self ? 0 : from.radius * REACH[from.shape], self ? 0 : to.radius * REACH[to.shape],
        l.width, l.arrow ? 1 : 0, on, off, ...rgb(l.colour).map((v) => v / 255));
    }
    for (const d of scene.dots) {
      const p = places.get(d.id);
      if (p) points.push(p.x, p.y, d.radius, SHAPES.indexOf(d.shape) + (d.dashed ? 8 : 0), ...rgb(d.fill).map((v) => v / 255), ...rgb(d.border).map((v) => v / 255));
    }
    fill(gl!, lines.straight, straight, LINE);
    fill(gl!, lines.curved, curved, LINE);
    fill(gl!, dots.batch, points, DOT);
  }

  function paint(camera: Camera): void {
    began = performance.now();
    gl!.viewport(0, 0, canvas.width, canvas.height);
    gl!.clearColor(0, 0, 0, 0);
    gl!.clear(gl!.COLOR_BUFFER_BIT);
    use(lines.program, camera);
    drawn(lines.program, lines.straight, strips.straight, 8, LINE, [["ends", 4], ["bow", 4], ["form", 4], ["colour", 3]]);
    drawn(lines.program, lines.curved, strips.curved, 2 * (SEGMENTS + 3), LINE, [["ends", 4], ["bow", 4], ["form", 4], ["colour", 3]]);
    use(dots.program, camera);
    drawn(dots.program, dots.batch, strips.quad, 4, DOT, [["place", 4], ["fill", 3], ["border", 3]]);
  }

  function use(program: WebGLProgram, camera: Camera): void {
    gl!.useProgram(program);
    gl!.uniform3f(gl!.getUniformLocation(program, "camera"), camera.x, camera.y, camera.k);
    gl!.uniform2f(gl!.getUniformLocation(program, "size"), size.w, size.h);
    gl!.uniform1f(gl!.getUniformLocation(program, "grown"), grown(camera.k));
    gl!.uniform1f(gl!.getUniformLocation(program, "veil"), lines.straight.count + lines.curved.count > MANY && camera.k < 0.5 ? 0.5 : 1);
  }

  function drawn(program: WebGLProgram, b: Batch, corners: WebGLBuffer, vertices: number, stride: number, fields: [string, number][]): void {
    if (!b.count) return;
    const at = (name: string): number => gl!.getAttribLocation(program, name);
    gl!.bindBuffer(gl!.ARRAY_BUFFER, corners);
    gl!.enableVertexAttribArray(at("corner"));
    gl!.vertexAttribPointer(at("corner"), 2, gl!.FLOAT, false, 0, 0);
    gl!.vertexAttribDivisor(at("corner"), 0);
    gl!.bindBuffer(gl!.ARRAY_BUFFER, b.buffer);
    let offset = 0;
    for (const [name, width] of fields) {
      gl!.enableVertexAttribArray(at(name));
      gl!.vertexAttribPointer(at(name), width, gl!.FLOAT, false, stride * 4, offset * 4);
      gl!.vertexAttribDivisor(at(name), 1);
      offset += width;
    }
    gl!.drawArraysInstanced(gl!.TRIANGLE_STRIP, 0, vertices, b.count);
  }

  return {
    load,
    paint,
    resize(next, ratio) {
      size = next;
      canvas.width = Math.max(1, Math.round(next.w * ratio));
      canvas.height = Math.max(1, Math.round(next.h * ratio));
    },
    timed(told) {
      const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      if (!fence) return;
      gl.flush();
      const look = (): void => {
        if (gl.isContextLost()) return;
        if (gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) return void setTimeout(look, 4);
        gl.deleteSync(fence);
        told(performance.now() - began);
      };
      setTimeout(look, 0);
    },
    close() {
      canvas.removeEventListener("webglcontextlost", gone);
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
}

interface Batch {
  buffer: WebGLBuffer;
  count: number;
}

const batch = (gl: WebGL2RenderingContext): Batch => ({ buffer: gl.createBuffer()!, count: 0 });

function fill(gl: WebGL2RenderingContext, b: Batch, numbers: number[], stride: number): void {
  gl.bindBuffer(gl.ARRAY_BUFFER, b.buffer);
  gl.bufferData(gl.ARRAY_BUFFER, Float32Array.from(numbers), gl.STATIC_DRAW);
  b.count = numbers.length / stride;
}

function buffer(gl: WebGL2RenderingContext, numbers: Float32Array): WebGLBuffer {
  const made = gl.createBuffer()!;
  gl.bindBuffer(gl.ARRAY_BUFFER, made);
  gl.bufferData(gl.ARRAY_BUFFER, numbers, gl.STATIC_DRAW);
  return made;
}

/** The corners of a line in steps, then those of its arrowhead. */
function strip(gl: WebGL2RenderingContext, segments: number): WebGLBuffer {
  const corners: number[] = [];
  for (let i = 0; i <= segments; i++) corners.push(i / segments, -1, i / segments, 1);
  corners.push(2, -1, 2, 1, 3, -1, 3, 1);
  return buffer(gl, new Float32Array(corners));
}

function program(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram | null {
  const made = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    if (!made || !shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(made, shader);
  }
  if (!made) return null;
  gl.linkProgram(made);
  return gl.getProgramParameter(made, gl.LINK_STATUS) ? made : null;
}
