using System.Text.Json;
using MeshFederation.Analysis.Checks;
using MeshFederation.Clusters.Api;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Checking;

/// <summary>
/// Asks istiod through the API server's proxy. Its debug end points answer callers from inside the pod, or with a mesh identity, only
/// (istio pilot/pkg/xds/debug.go allowAuthenticatedOrLocalhost), so newer ones mostly refuse; its metrics are open.
/// </summary>
internal sealed class IstiodReader
{
    private const int MonitoringPort = 15014;

    private readonly KubernetesApi _api;
    private readonly string _service;
    private readonly Dictionary<string, string> _whyNot = new(StringComparer.Ordinal);

    public IstiodReader(KubernetesApi api, MeshCluster cluster)
    {
        var revision = cluster.Facts?.Revision ?? "";
        var name = revision is "" or "default" ? "istiod" : $"istiod-{revision}";
        (_api, _service) = (api, FormattableString.Invariant($"api/v1/namespaces/{cluster.IstioNamespace}/services/{name}:{MonitoringPort}/proxy/"));
    }

    public async Task<IstiodView> ReadAsync(CancellationToken ct)
    {
        var view = new IstiodView
        {
            Proxies = await AskAsync("debug/syncz", IstiodAnswers.Proxies, ct).ConfigureAwait(false),
            Configs = await AskAsync("debug/configz", IstiodAnswers.Configs, ct).ConfigureAwait(false),
            Endpoints = await AskAsync("debug/endpointz", IstiodAnswers.Endpoints, ct).ConfigureAwait(false),
            Metrics = await AskAsync("metrics", IstiodAnswers.Metrics, ct).ConfigureAwait(false),
        };
        return view with { WhyNot = _whyNot.ToValueList() };
    }

    private async Task<T?> AskAsync<T>(string path, Func<string, T> read, CancellationToken ct)
        where T : class
    {
        try
        {
            return read(await _api.GetTextAsync(_service + path, ct).ConfigureAwait(false));
        }
        catch (ApiException exception)
        {
            _whyNot[path] = FormattableString.Invariant($"it answers {exception.Status}{(exception.Status is 401 or 403 ? ", as it does to all who do not ask from inside the pod or with a mesh identity" : "")}.");
            return null;
        }
        catch (MeshException exception)
        {
            _whyNot[path] = exception.Message;
            return null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            _whyNot[path] = "its answer has another form than it had in the versions that are known.";
            return null;
        }
    }
}
