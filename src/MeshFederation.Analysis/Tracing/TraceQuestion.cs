using MeshFederation.Istio.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>The request whose way is asked for.</summary>
/// <param name="Cluster">The name of the caller's cluster.</param>
/// <param name="Caller">The calling pods.</param>
/// <param name="Host">The host or address, as the application writes it.</param>
/// <param name="Port">The port; null for the only one of the service.</param>
/// <param name="Request">Method, path and headers; its host and port are set by the trace.</param>
public sealed record TraceQuestion(string Cluster, MeshCaller Caller, string Host, int? Port, MeshRequest Request)
{
    /// <summary>The Gateway through which the request comes in, as <c>istio-system/web</c>; null when pods call.</summary>
    public string? Gateway { get; init; }
}
