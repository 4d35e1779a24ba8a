using System.Text.Json;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;

namespace MeshFederation.Clusters.Api;

/// <summary>Reads a list page by page, all pages of one state of the cluster.</summary>
internal sealed record ListReader(
    ApiConnection Connection, ApiTransport Transport, ResourceKind Kind, string? Namespace, string? LabelSelector)
{
    /// <summary>How many objects a page has, as kubectl's.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Whether the metadata of the objects is enough.</summary>
    public bool MetadataOnly { get; init; }

    /// <summary>What was read before; null when that does not matter.</summary>
    public KnownObjects? Known { get; init; }

    public async Task<ResourceList> ReadAsync(CancellationToken ct)
    {
        try
        {
            return await ReadPagesAsync(PageSize, ct).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.StateExpired)
        {
            // The pages took longer than the server keeps a state; without pages there is nothing to expire (client-go tools/pager).
            return await ReadPagesAsync(0, ct).ConfigureAwait(false);
        }
        catch (ApiException exception) when (exception.ErrorId == MeshErrorId.KindMissing)
        {
            return new([], "", Missing: true);
        }
    }

    private async Task<ResourceList> ReadPagesAsync(int limit, CancellationToken ct)
    {
        var items = new List<UnstructuredMap>();
        string? next = null;
        while (true)
        {
            var page = await PageAsync(Request(limit, next), ct).ConfigureAwait(false);
            items.AddRange(page.Maps("items"));
            var metadata = page.Map("metadata") ?? UnstructuredMap.Empty;
            next = metadata.Text("continue");
            if (string.IsNullOrEmpty(next)) return new(items, metadata.Text("resourceVersion") ?? "");
        }
    }

    private ApiRequest Request(int limit, string? next) =>
        ApiRequests.List(Kind, Namespace, LabelSelector, limit, next) with { MetadataOnly = MetadataOnly };

    private async Task<UnstructuredMap> PageAsync(ApiRequest request, CancellationToken ct)
    {
        var answer = await Transport.SendAsync(request, ct).ConfigureAwait(false);
        if (!answer.Success) throw ApiErrors.Of(Connection, request, answer);
        try
        {
            // An object without items is no empty cluster: somebody else answers.
            return Json.Read(answer.Body.Span, item: Kept) is var list && list.ContainsKey("items")
                ? list
                : throw ApiErrors.Unreadable(Connection, request, answer);
        }
        catch (JsonException)
        {
            throw ApiErrors.Unreadable(Connection, request, answer);
        }
        finally
        {
            answer.Release();
        }
    }

    private UnstructuredMap Kept(UnstructuredMap item)
    {
        var named = Named(item);
        return Known?.Same(named) ?? named;
    }

    private UnstructuredMap Named(UnstructuredMap item)
    {
        if (item.ContainsKey("kind")) return item;
        return UnstructuredMap.Read(
            ["apiVersion", "kind", .. item.Keys.Where(key => key != "apiVersion")],
            [Kind.ApiVersion, Kind.Kind, .. item.Where(entry => entry.Key != "apiVersion").Select(entry => entry.Value)]);
    }
}
