using MeshFederation.Analysis.Tracing;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Tracing;
using MeshFederation.Routing;

namespace MeshFederation.Analysis.Checks.Calls;

/// <summary>A call that is followed through objects, from pods of a cluster.</summary>
/// <param name="Client">The cluster.</param>
/// <param name="Caller">The calling pods.</param>
/// <param name="Host">The host that is called.</param>
/// <param name="Port">The port.</param>
internal sealed record TracedCall(string Client, MeshCaller Caller, string Host, int Port)
{
    /// <summary>What is asked for; a plain request where nothing is said. Callers may send tokens with it.</summary>
    public MeshRequest Request { get; init; } = new() { Authority = "", Port = 0, MayCarryToken = true };

    /// <summary>Which requests of the host are meant, as <c>PathPrefix=/api</c>; empty for those that no match takes.</summary>
    public string Which { get; init; } = "";

    /// <summary>The host and port, and which requests.</summary>
    public string Target => FormattableString.Invariant($"{Host}:{Port}{(Which.Length == 0 ? "" : $" with {Which}")}");

    /// <summary>How a person sees the way.</summary>
    public string Shown => FormattableString.Invariant(
        $"Trace-MeshRequest {Client}/{Caller.Namespace} {Host}:{Port}{string.Concat(Options())} -Live shows the way.");

    /// <summary>Follows it.</summary>
    /// <returns>The hops; null when nobody knows the host.</returns>
    public IReadOnlyList<MeshHop>? Follow(RoutingMesh mesh)
    {
        try
        {
            return RequestTracer.Trace(mesh, new(Client, Caller, Host, Port, Request));
        }
        catch (MeshException exception) when (exception.ErrorId == MeshErrorId.TraceHostUnknown)
        {
            return null;
        }
    }

    private IEnumerable<string> Options()
    {
        if (!Request.IsHttp) yield return " -NotHttp";
        if (Request.Path != "/") yield return $" -RequestPath '{Quoted(Request.Path)}'";
        if (Request.Method != "GET") yield return $" -Method {Request.Method}";
        if (Request.Headers.Count > 0) yield return $" -Header {Map(Request.Headers)}";
        if (Caller.Labels.Count > 0)
            yield return $" -SourceLabel {Map(Caller.Labels.Select(label => KeyValuePair.Create(label.Key, $"{label.Value}")))}";
    }

    private static string Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        $"@{{ {string.Join("; ", entries.Select(entry => $"'{Quoted(entry.Key)}' = '{Quoted(entry.Value)}'"))} }}";

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
