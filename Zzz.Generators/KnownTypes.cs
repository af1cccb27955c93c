namespace Zzz.Generators;

/// <summary>The metadata names of all types that the generator looks for or writes: it references none of their assemblies.</summary>
internal static class KnownTypes
{
    public const string WsRouteAttribute = "Zzz.WsRouteAttribute";
    public const string WsConnection = "Zzz.WsConnection";
    public const string WsMessage = "Zzz.WsMessage";
    public const string WsMessageKind = "Zzz.WsMessageKind";
    public const string WsCloseCode = "Zzz.WsCloseCode";
    public const string WsOptions = "Zzz.WsOptions";
    public const string WsSession = "Zzz.Dispatch.WsSession";
    public const string WsEndpoints = "Zzz.Hosting.WsEndpoints";

    public const string EndpointRouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    public const string HostMetadata = "Microsoft.AspNetCore.Routing.IHostMetadata";
    public const string EndpointConventionBuilder = "Microsoft.AspNetCore.Builder.IEndpointConventionBuilder";
    public const string ServiceProviderExtensions = "Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
    public const string FromKeyedServicesAttribute = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string ActivatorConstructorAttribute = "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute";

    public const string Object = "System.Object";
    public const string ServiceProvider = "System.IServiceProvider";
    public const string Disposable = "System.IDisposable";
    public const string AsyncDisposable = "System.IAsyncDisposable";
    public const string ReadOnlyMemory = "System.ReadOnlyMemory`1";
    public const string Task = "System.Threading.Tasks.Task";
    public const string ValueTask = "System.Threading.Tasks.ValueTask";
    public const string AttributeUsageAttribute = "System.AttributeUsageAttribute";
    public const string ConditionalAttribute = "System.Diagnostics.ConditionalAttribute";
    public const string SetsRequiredMembersAttribute = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    public const string TaskOf = "System.Threading.Tasks.Task`1";
    public const string ValueTaskOf = "System.Threading.Tasks.ValueTask`1";
    public const string NotifyCompletion = "System.Runtime.CompilerServices.INotifyCompletion";
    public const string ReadOnlySpan = "System.ReadOnlySpan`1";
    public const string Thread = "System.Threading.Thread";
    public const string ThreadPool = "System.Threading.ThreadPool";
    public const string Timer = "System.Threading.Timer";
    public const string ChannelWriter = "System.Threading.Channels.ChannelWriter`1";
    public const string WebApplication = "Microsoft.AspNetCore.Builder.WebApplication";

    public const string GeneratedCodeAttribute = "System.CodeDom.Compiler.GeneratedCodeAttribute";
    public const string DebuggerNonUserCodeAttribute = "System.Diagnostics.DebuggerNonUserCodeAttribute";
    public const string StackTraceHiddenAttribute = "System.Diagnostics.StackTraceHiddenAttribute";
}
