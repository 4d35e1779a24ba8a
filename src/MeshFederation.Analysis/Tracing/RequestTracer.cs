using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Tracing;

/// <summary>
/// Follows a request from the calling pods to those that answer it, or to where it breaks. All that it decides is decided in Routing.
/// </summary>
public static class RequestTracer
{
    /// <summary>Follows a request.</summary>
    /// <param name="mesh">All clusters.</param>
    /// <param name="question">The request.</param>
    /// <returns>The hops: the trunk first, then branch by branch.</returns>
    /// <exception cref="MeshException">
    /// The cluster, the gateway or the host is known to nobody, or the port is missing.
    /// </exception>
    public static IReadOnlyList<MeshHop> Trace(RoutingMesh mesh, TraceQuestion question)
    {
        var client = mesh[question.Cluster] ?? throw TraceErrors.UnknownCluster(mesh, question.Cluster);
        List<TraceNode> ways = [.. client.OtherVersions.Select(other => InVersion(mesh.With(other), other, question))];
        var root = VersionWays.Mark(client, question.Host, Own(mesh, client, question, ways), ways);
        return TraceTree.Flatten(UnreadKinds.Mark(mesh, root));
    }

    /// <summary>The way in the version that is assumed, in which the host may be known to nobody, unlike in others.</summary>
    private static TraceNode Own(RoutingMesh mesh, RoutingCluster client, TraceQuestion question, List<TraceNode> ways)
    {
        try
        {
            return Root(mesh, client, question);
        }
        catch (MeshException exception) when (!ways.TrueForAll(VersionWays.IsBroken))
        {
            return Unanswered(client, question, exception);
        }
    }

    private static TraceNode Root(RoutingMesh mesh, RoutingCluster client, TraceQuestion question)
    {
        if (question.Gateway is not null) return new EntryStep(mesh, client, question).Follow();
        var (host, called) = HostStep.Resolve(client, question);
        if (host.Outcome != TraceOutcome.Continues) return host;
        var request = question.Request with { Authority = question.Host, Port = called.Port?.Number ?? question.Port!.Value };
        return host.To(AmbientCaller.Follow(mesh, client, question.Caller, called, request, Routes)
            ?? PastSidecarStep.Of(client, question.Caller, called, request)
            ?? ServiceRouteStep.Follow(client, question.Caller, called, request, Routes));

        TraceNode Routes(MeshCaller caller) => new RouteStep(mesh, client, caller, request).Follow(called);
    }

    /// <summary>The same in another version, in which the host may be known to nobody.</summary>
    private static TraceNode InVersion(RoutingMesh mesh, RoutingCluster client, TraceQuestion question)
    {
        try
        {
            return Root(mesh, client, question);
        }
        catch (MeshException exception)
        {
            return Unanswered(client, question, exception);
        }
    }

    private static TraceNode Unanswered(RoutingCluster client, TraceQuestion question, MeshException exception) =>
        new(client.Name, TraceStep.Host, "", question.Host, exception.Message.TrimEnd('.')) { Outcome = TraceOutcome.Broken };
}
