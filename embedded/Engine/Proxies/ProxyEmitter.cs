using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Emits one class per grain interface. Each method packs its arguments into a value tuple and hands them to its <see cref="GrainMethod{TArgs,TResult}"/>,
/// and a static twin unpacks them and calls the grain, so that a call needs neither reflection nor boxing.
/// </summary>
internal static class ProxyEmitter
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, Func<GrainClass, IdSpan, GrainReference>> Constructors = [];
    private static readonly HashSet<string> Opened = [];
    private static readonly AssemblyBuilder Assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AfterSales.Embedded.Proxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Assembly.DefineDynamicModule("Proxies");
    private static readonly Type[] ConstructorTypes = [typeof(GrainClass), typeof(IdSpan)];

    public static Func<GrainClass, IdSpan, GrainReference> ConstructorOf(Type grainInterface)
    {
        lock (Gate)
        {
            if (!Constructors.TryGetValue(grainInterface, out Func<GrainClass, IdSpan, GrainReference>? constructor))
            {
                constructor = Emit(grainInterface);
                Constructors.Add(grainInterface, constructor);
            }

            return constructor;
        }
    }

    private static Func<GrainClass, IdSpan, GrainReference> Emit(Type grainInterface)
    {
        MethodShape[] shapes =
        [
            .. grainInterface.GetInterfaces().Prepend(grainInterface).SelectMany(static i => i.GetMethods())
                .Where(static m => m is { IsAbstract: true, IsStatic: false })
                .Select(static m => new MethodShape(m)),
        ];
        OpenInternals([typeof(GrainReference), grainInterface, .. grainInterface.GetInterfaces(), .. shapes.SelectMany(TypesIn)]);
        TypeBuilder type = Module.DefineType(
            $"{grainInterface.FullName}.Proxy{Constructors.Count}", TypeAttributes.Sealed, typeof(GrainReference), [grainInterface]);
        ConstructorBuilder constructor = EmitConstructor(type);
        EmitFactory(type, constructor);
        for (int i = 0; i < shapes.Length; i++)
        {
            FieldBuilder field = type.DefineField($"m{i}", shapes[i].GrainMethod, FieldAttributes.Static);
            EmitCall(type, shapes[i], field);
            EmitInvoker(type, shapes[i], i);
        }

        Type done = type.CreateType();
        const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;
        for (int i = 0; i < shapes.Length; i++)
        {
            Delegate invoker = done.GetMethod($"Invoke{i}", Hidden)!.CreateDelegate(shapes[i].Invoker);
            done.GetField($"m{i}", Hidden)!.SetValue(null, shapes[i].Describe(invoker));
        }

        return done.GetMethod("Create", Hidden)!.CreateDelegate<Func<GrainClass, IdSpan, GrainReference>>();
    }

    private static IEnumerable<Type> TypesIn(MethodShape shape) => shape.GrainMethod.GetGenericArguments().Concat(shape.Parameters).SelectMany(Parts);

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);

    private static void OpenInternals(IEnumerable<Type> types)
    {
        ConstructorInfo attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructors().Single();
        foreach (string name in types.Select(static t => t.Assembly.GetName().Name!).Distinct())
        {
            if (Opened.Add(name))
            {
                Assembly.SetCustomAttribute(new CustomAttributeBuilder(attribute, [name]));
            }
        }
    }

    private static ConstructorBuilder EmitConstructor(TypeBuilder type)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Assembly, CallingConventions.Standard, ConstructorTypes);
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Any, ConstructorTypes)!);
        il.Emit(OpCodes.Ret);
        return constructor;
    }

    private static void EmitFactory(TypeBuilder type, ConstructorBuilder constructor)
    {
        MethodBuilder create = type.DefineMethod(
            "Create", MethodAttributes.Assembly | MethodAttributes.Static, typeof(GrainReference), ConstructorTypes);
        ILGenerator il = create.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCall(TypeBuilder type, MethodShape shape, FieldBuilder grainMethod)
    {
        MethodBuilder call = type.DefineMethod(
            $"{shape.Method.DeclaringType!.FullName}.{shape.Method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot | MethodAttributes.HideBySig,
            shape.Method.ReturnType,
            shape.Parameters);
        ILGenerator il = call.GetILGenerator();
        il.Emit(OpCodes.Ldsfld, grainMethod);
        il.Emit(OpCodes.Ldarg_0);
        for (int i = 1; i <= shape.Parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg, (short)i);
        }

        if (shape.Parameters.Length == 0)
        {
            LocalBuilder empty = il.DeclareLocal(shape.Arguments);
            il.Emit(OpCodes.Ldloca, empty);
            il.Emit(OpCodes.Initobj, shape.Arguments);
            il.Emit(OpCodes.Ldloc, empty);
        }
        else
        {
            il.Emit(OpCodes.Newobj, shape.Arguments.GetConstructor(shape.Parameters)!);
        }

        il.Emit(OpCodes.Callvirt, shape.GrainMethod.GetMethod("Call")!);
        if (shape.ReturnsValueTask)
        {
            Type task = shape.Method.ReturnType.IsGenericType ? typeof(Task<>).MakeGenericType(shape.Result) : typeof(Task);
            il.Emit(OpCodes.Newobj, shape.Method.ReturnType.GetConstructor([task])!);
        }

        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(call, shape.Method);
    }

    private static void EmitInvoker(TypeBuilder type, MethodShape shape, int index)
    {
        MethodBuilder invoker = type.DefineMethod(
            $"Invoke{index}", MethodAttributes.Assembly | MethodAttributes.Static, typeof(Task), [typeof(object), shape.Arguments]);
        ILGenerator il = invoker.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Castclass, shape.Method.DeclaringType!);
        for (int i = 1; i <= shape.Parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarga_S, (byte)1);
            il.Emit(OpCodes.Ldfld, shape.Arguments.GetField($"Item{i}")!);
        }

        il.Emit(OpCodes.Callvirt, shape.Method);
        if (shape.ReturnsValueTask)
        {
            LocalBuilder task = il.DeclareLocal(shape.Method.ReturnType);
            il.Emit(OpCodes.Stloc, task);
            il.Emit(OpCodes.Ldloca, task);
            il.Emit(OpCodes.Call, shape.Method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }
}
