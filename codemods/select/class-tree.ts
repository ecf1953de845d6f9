import type { Project } from "./project.ts";
import type { ClassUnit, FunctionUnit } from "./units.ts";
import { valueOf } from "./value-of.ts";

/** The class that a class extends, if it is one of the project. */
export function superclassOf(project: Project, unit: ClassUnit): ClassUnit | undefined {
  const { superClass } = unit.node;
  const value = superClass === null ? undefined : valueOf(project, unit.module, superClass);
  return value?.kind === "class" ? value : undefined;
}

/** All classes below a class. */
export function subclassesOf(project: Project, unit: ClassUnit): readonly ClassUnit[] {
  if (project.subclasses.size === 0) indexSubclasses(project);
  const found = new Set<ClassUnit>();
  const pending = [unit];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    for (const child of project.subclasses.get(at) ?? []) {
      if (found.has(child)) continue;
      found.add(child);
      pending.push(child);
    }
  }
  return [...found];
}

/** The methods that a call of `name` may run when the receiver is known as a class: its own or inherited one, and overrides. */
export function methodsOf(project: Project, unit: ClassUnit, name: string): readonly FunctionUnit[] {
  const found = new Set<FunctionUnit>();
  const seen = new Set<ClassUnit>();
  for (
    let at: ClassUnit | undefined = unit;
    at !== undefined && !seen.has(at);
    at = superclassOf(project, at)
  ) {
    seen.add(at);
    const method = at.methods.get(name);
    if (method === undefined) continue;
    found.add(method);
    break;
  }
  for (const child of subclassesOf(project, unit)) {
    const method = child.methods.get(name);
    if (method !== undefined) found.add(method);
  }
  return [...found];
}

/** The topmost class above a class that has a method by this name, with or without a body. */
export function rootOf(project: Project, unit: ClassUnit, name: string): ClassUnit {
  let root = unit;
  const seen = new Set<ClassUnit>();
  for (
    let at: ClassUnit | undefined = unit;
    at !== undefined && !seen.has(at);
    at = superclassOf(project, at)
  ) {
    seen.add(at);
    if (declares(at, name)) root = at;
  }
  return root;
}

function declares(unit: ClassUnit, name: string): boolean {
  return (
    unit.methods.has(name) ||
    unit.node.body.body.some(
      (member) =>
        member.type === "TSAbstractMethodDefinition" &&
        member.key.type === "Identifier" &&
        member.key.name === name,
    )
  );
}

function indexSubclasses(project: Project): void {
  for (const module of project.modules) {
    for (const unit of module.classes) {
      const parent = superclassOf(project, unit);
      project.subclasses.set(unit, project.subclasses.get(unit) ?? []);
      if (parent !== undefined)
        project.subclasses.set(parent, [...(project.subclasses.get(parent) ?? []), unit]);
    }
  }
}
