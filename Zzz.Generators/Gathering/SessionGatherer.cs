using Microsoft.CodeAnalysis;
using Zzz.Generators.Kinds;
using Zzz.Generators.Models;
using Zzz.Generators.Parsing;
using Zzz.Generators.Text;

namespace Zzz.Generators.Gathering;

/// <summary>Creates the model of a session from a controller that has no mistakes. <c>SessionEmitter</c> writes code from the model.</summary>
internal static class SessionGatherer
{
    public static SessionModel Gather(MarkedClass marked)
    {
        var values = new SessionValues(marked.Kind);
        EquatableArray<HandlerModel> handlers = marked.Callbacks.Where(callback => callback.Kind != CallbackKind.Configure)
            .Select(callback => HandlerGatherer.Gather(callback, marked, values))
            .ToEquatableArray();
        return new SessionModel(
            marked.Kind,
            SessionName.Of(marked.Type, marked.Kind),
            marked.Type.FullName(),
            marked.IsSingleton,
            marked.Constructors[0].Parameters.Select(DependencyExpression.Of).ToEquatableArray(),
            values.All,
            handlers,
            marked.IsSingleton ? Disposal.None : DisposalOf(marked.Type));
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
