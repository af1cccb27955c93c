using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Makes the model of a session from a controller without mistakes; <c>SessionEmitter</c> writes it.</summary>
internal static class SessionGatherer
{
    public static SessionModel Gather(Controller controller)
    {
        var values = new SessionValues(controller.Kind);
        EquatableArray<HandlerModel> handlers = controller.Callbacks.Where(callback => callback.Kind != CallbackKind.Configure)
            .Select(callback => HandlerGatherer.Gather(callback, controller, values))
            .ToEquatableArray();
        return new SessionModel(
            controller.Kind,
            SessionName.Of(controller.Type, controller.Kind),
            controller.Type.FullName(),
            controller.IsSingleton,
            controller.Constructors[0].Parameters.Select(DependencyExpression.Of).ToEquatableArray(),
            values.All,
            handlers,
            controller.IsSingleton ? Disposal.None : DisposalOf(controller.Type));
    }

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
