using System.Globalization;
using System.Text.Json;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Publishing.Waiting;

/// <summary>
/// What istiod itself answers, through the proxy of the API server: which version of every object it holds (<c>/debug/configz</c>), and whether its
/// proxies have acknowledged all that it sent them (<c>/debug/syncz</c>; istio pilot/pkg/xds/debug.go). Most istiods answer such questions only to
/// who comes from their own pod or brings a token of the mesh, so they often refuse.
/// </summary>
internal sealed class IstiodView
{
    private const int DebugPort = 15014;

    private readonly KubernetesApi _api;
    private readonly MeshCluster _cluster;

    public IstiodView(KubernetesApi api, MeshCluster cluster) => (_api, _cluster) = (api, cluster);

    /// <summary>Why istiod does not say; empty while it does.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Whether every istiod has objects in these versions or later ones, and every proxy what it was sent; null when istiod does not say.</summary>
    public async Task<bool?> HasAsync(IReadOnlyDictionary<ObjectPlace, string> versions, CancellationToken ct)
    {
        if (Refusal.Length > 0) return null;
        try
        {
            var pods = await _api.ListAsync(ResourceKinds.Pod, _cluster.IstioNamespace, "app=istiod", ct).ConfigureAwait(false);
            var names = pods.Item.Where(pod => pod.Map("status")?.Text("phase") == "Running").Select(pod => pod.Map("metadata")?.Text("name")).OfType<string>().ToList();
            if (names.Count == 0) return Refuse("no istiod runs there");
            foreach (var name in names)
            {
                if (!IsSynced(await AskAsync(name, "syncz", ct).ConfigureAwait(false)) || !Holds(await AskAsync(name, "configz", ct).ConfigureAwait(false), versions)) return false;
            }

            return true;
        }
        catch (MeshException exception)
        {
            return Refuse(exception is ApiException { Status: > 0 and var status } ? FormattableString.Invariant($"istiod's debug end points answer {status} through the API server's proxy") : exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return Refuse("istiod's debug end points answer in a form that is not known");
        }
    }

    private bool? Refuse(string why)
    {
        Refusal = why;
        return null;
    }

    private async Task<JsonElement> AskAsync(string pod, string what, CancellationToken ct)
    {
        var path = FormattableString.Invariant($"api/v1/namespaces/{_cluster.IstioNamespace}/pods/{pod}:{DebugPort}/proxy/debug/{what}");
        return JsonSerializer.Deserialize<JsonElement>(await _api.GetTextAsync(path, ct).ConfigureAwait(false));
    }

    /// <summary>Every kind of configuration was sent under a nonce, and is acknowledged with it.</summary>
    private static bool IsSynced(JsonElement proxies) => proxies.ValueKind == JsonValueKind.Null || proxies.EnumerateArray().All(proxy =>
        proxy.EnumerateObject().Where(field => field.Name.EndsWith("_sent", StringComparison.Ordinal)).All(sent =>
            !proxy.TryGetProperty(sent.Name[..^"sent".Length] + "acked", out var acked) || acked.GetString() == sent.Value.GetString()));

    private static bool Holds(JsonElement configs, IReadOnlyDictionary<ObjectPlace, string> versions)
    {
        var held = new Dictionary<(string, string, string), string>();
        foreach (var config in configs.EnumerateArray())
        {
            var metadata = config.GetProperty("metadata");
            held[(config.GetProperty("kind").GetString()!, Text(metadata, "namespace"), Text(metadata, "name"))] = Text(metadata, "resourceVersion");
        }

        return versions.All(version => held.TryGetValue((version.Key.Kind, version.Key.Namespace, version.Key.Name), out var now) && IsAtLeast(now, version.Value));
    }

    /// <summary>Resource versions of custom resources grow with each write (kubernetes enhancement 5504).</summary>
    private static bool IsAtLeast(string now, string wanted) => now == wanted
        || (ulong.TryParse(now, NumberStyles.None, CultureInfo.InvariantCulture, out var one) && ulong.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var other) && one >= other);

    private static string Text(JsonElement map, string key) => map.TryGetProperty(key, out var value) ? value.GetString() ?? "" : "";
}
