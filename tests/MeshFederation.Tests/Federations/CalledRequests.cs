using MeshFederation.Model.Objects;
using MeshFederation.Routing;

namespace MeshFederation.Tests.Federations;

/// <summary>Makes requests of the matches of a route, one that each of them takes.</summary>
internal static class CalledRequests
{
    /// <summary>The requests to a host and port.</summary>
    public static IEnumerable<MeshRequest> Of(UnstructuredMap route, string host, int port)
    {
        var any = new MeshRequest { Authority = host, Port = port };
        return route.Maps("match").Select(match => any with
        {
            Method = Text(match.Map("method")) ?? any.Method,
            Path = (Text(match.Map("uri")) ?? any.Path) + Query(match),
            Headers = Texts(match.Map("headers")).ToDictionary(pair => pair.Name, pair => pair.Text, StringComparer.OrdinalIgnoreCase),
            ServerName = match.List("sniHosts").OfType<string>().FirstOrDefault()?.Replace("*", "a", StringComparison.Ordinal),
        }).Prepend(any);
    }

    private static string Query(UnstructuredMap match)
    {
        var pairs = Texts(match.Map("queryParams")).Select(pair => $"{pair.Name}={pair.Text}").ToList();
        return pairs.Count == 0 ? "" : $"?{string.Join('&', pairs)}";
    }

    private static IEnumerable<(string Name, string Text)> Texts(UnstructuredMap? conditions) =>
        (conditions ?? UnstructuredMap.Empty).Select(pair => (pair.Key, Text(pair.Value as UnstructuredMap) ?? "x"));

    /// <summary>The expressions that are made end with what may be anything.</summary>
    private static string? Text(UnstructuredMap? condition) =>
        condition?.Text("exact") ?? condition?.Text("prefix") ?? condition?.Text("regex")?.Replace(".*", "", StringComparison.Ordinal);
}
