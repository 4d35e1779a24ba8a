using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>A call that was followed through the live objects, from a pod in a namespace of a cluster.</summary>
/// <param name="Client">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Host">The host that is called.</param>
/// <param name="Port">The port.</param>
internal sealed record TracedCall(string Client, string Namespace, string Host, int Port)
{
    /// <summary>The host and port.</summary>
    public string Target => FormattableString.Invariant($"{Host}:{Port}");

    /// <summary>How a person sees the way.</summary>
    public string Shown => $"Trace-MeshRequest {Client}/{Namespace} {Target} -Live shows the way.";

    /// <summary>Follows it.</summary>
    /// <returns>The hops; null when nobody knows the host.</returns>
    public IReadOnlyList<MeshHop>? Follow(RoutingMesh mesh)
    {
        try
        {
            return RequestTracer.Trace(mesh, new(Client, MeshCaller.In(Namespace), Host, Port, new() { Authority = "", Port = 0 }));
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.TraceHostUnknown)
        {
            return null;
        }
    }
}
