using Microsoft.CodeAnalysis;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Sessions;

/// <summary>Makes the model of a session from a controller without mistakes; <see cref="SessionEmitter"/> writes it.</summary>
internal static class SessionGatherer
{
    public static SessionModel Gather(Controller controller) => new(
        SessionName.Of(controller.Type),
        controller.Type.FullName(),
        controller.Constructors[0].Parameters.Select(Dependency.Of).ToEquatableArray(),
        controller.Callbacks.Where(callback => callback.Kind != CallbackKind.Configure)
            .Select(callback => Handler(callback, controller.Type))
            .ToEquatableArray(),
        DisposalOf(controller.Type));

    private static HandlerModel Handler(Callback callback, INamedTypeSymbol controller) => new(
        callback.Kind,
        callback.Method.IsStatic ? callback.Method.ContainingType.FullName() : null,
        $"{controller.Name}.{callback.Kind}({string.Join(", ", callback.Parameters.Select(parameter => parameter.Symbol.Name))})",
        callback.Parameters.Select(parameter => parameter.Argument).OfType<Argument>().ToEquatableArray(),
        callback.Returns ?? CallbackReturn.Void);

    private static Disposal DisposalOf(INamedTypeSymbol type) =>
        DisposeMethod(type, KnownTypes.AsyncDisposable) is { } async ? IsExplicit(async) ? Disposal.AsyncExplicit : Disposal.Async
        : DisposeMethod(type, KnownTypes.Disposable) is { } sync ? IsExplicit(sync) ? Disposal.SyncExplicit : Disposal.Sync
        : Disposal.None;

    private static IMethodSymbol? DisposeMethod(INamedTypeSymbol type, string interfaceName) =>
        type.AllInterfaces.FirstOrDefault(candidate => candidate.Is(interfaceName)) is { } disposable
            ? type.FindImplementationForInterfaceMember(disposable.GetMembers()[0]) as IMethodSymbol
            : null;

    private static bool IsExplicit(IMethodSymbol method) => method.MethodKind == MethodKind.ExplicitInterfaceImplementation;
}
