using System.Reflection.Emit;

namespace Orleans.Embedded;

/// <summary>
/// Emits one class per grain interface. Each method packs its arguments into a value tuple and hands them to its <see cref="GrainMethod{TArgs,TResult}"/>,
/// and a static twin unpacks them and calls the grain, so that a call needs neither reflection nor boxing.
/// </summary>
internal static class ProxyEmitter
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private const MethodAttributes Static = MethodAttributes.Assembly | MethodAttributes.Static;
    private const MethodAttributes Override = MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot;

    private static readonly Lock Gate = new();
    private static readonly Type[] ConstructorTypes = [typeof(GrainClass), typeof(IdSpan)];
    private static readonly ModuleBuilder Module =
        AssemblyBuilder.DefineDynamicAssembly(new("AfterSales.Embedded.Proxies"), AssemblyBuilderAccess.Run).DefineDynamicModule("Proxies");

    public static Func<GrainClass, IdSpan, GrainReference> Emit(Type grainInterface)
    {
        lock (Gate)
        {
            MethodShape[] shapes =
            [
                .. grainInterface.GetInterfaces().Prepend(grainInterface).SelectMany(static i => i.GetMethods())
                    .Where(static m => m is { IsAbstract: true, IsStatic: false }).Select(static m => new MethodShape(m)),
            ];
            TypeBuilder type = Module.DefineType(
                $"{grainInterface.FullName}.Proxy{Guid.NewGuid():N}", TypeAttributes.Sealed, typeof(GrainReference), [grainInterface]);
            EmitCreation(type);
            for (int i = 0; i < shapes.Length; i++)
            {
                EmitCall(type, shapes[i], type.DefineField($"m{i}", shapes[i].GrainMethod, FieldAttributes.Static));
                EmitInvoker(type, shapes[i], $"Invoke{i}");
            }

            Type done = type.CreateType();
            for (int i = 0; i < shapes.Length; i++)
            {
                Delegate invoker = done.GetMethod($"Invoke{i}", Hidden)!.CreateDelegate(shapes[i].Invoker);
                done.GetField($"m{i}", Hidden)!.SetValue(null, Activator.CreateInstance(shapes[i].GrainMethod, shapes[i].Method, invoker));
            }

            return done.GetMethod("Create", Hidden)!.CreateDelegate<Func<GrainClass, IdSpan, GrainReference>>();
        }
    }

    private static void EmitCreation(TypeBuilder type)
    {
        ConstructorBuilder constructor = type.DefineConstructor(MethodAttributes.Assembly, CallingConventions.Standard, ConstructorTypes);
        ILGenerator il = constructor.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, typeof(GrainReference).GetConstructor(Hidden, ConstructorTypes)!);
        il.Emit(OpCodes.Ret);
        il = type.DefineMethod("Create", Static, typeof(GrainReference), ConstructorTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Newobj, constructor);
        il.Emit(OpCodes.Ret);
    }

    private static void EmitCall(TypeBuilder type, MethodShape shape, FieldBuilder grainMethod)
    {
        string name = $"{shape.Method.DeclaringType}.{shape.Method.Name}";
        MethodBuilder call = type.DefineMethod(name, Override, shape.Method.ReturnType, shape.Parameters);
        ILGenerator il = call.GetILGenerator();
        LocalBuilder arguments = il.DeclareLocal(shape.Arguments);
        il.Emit(OpCodes.Ldloca, arguments);
        il.Emit(OpCodes.Initobj, shape.Arguments);
        for (short i = 1; i <= shape.Parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldloca, arguments);
            il.Emit(OpCodes.Ldarg, i);
            il.Emit(OpCodes.Stfld, shape.Arguments.GetField($"Item{i}")!);
        }

        il.Emit(OpCodes.Ldsfld, grainMethod);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldloc, arguments);
        il.Emit(OpCodes.Callvirt, shape.GrainMethod.GetMethod("Call")!);
        if (shape.ReturnsValueTask)
        {
            Type task = shape.Method.ReturnType.IsGenericType ? typeof(Task<>).MakeGenericType(shape.Result) : typeof(Task);
            il.Emit(OpCodes.Newobj, shape.Method.ReturnType.GetConstructor([task])!);
        }

        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(call, shape.Method);
    }

    private static void EmitInvoker(TypeBuilder type, MethodShape shape, string name)
    {
        ILGenerator il = type.DefineMethod(name, Static, typeof(Task), [typeof(object), shape.Arguments]).GetILGenerator();
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
