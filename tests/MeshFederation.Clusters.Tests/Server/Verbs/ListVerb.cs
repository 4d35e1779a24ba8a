using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Server.Selectors;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>GET of many objects, a page at a time when a limit is set; all pages are of one moment.</summary>
internal static class ListVerb
{
    public static ApiAnswer Run(ResourceCall call, ListPages pages)
    {
        var limit = Limit(call.Request["limit"]);
        var page = call.Request["continue"] is { Length: > 0 } token ? pages.Take(token) : First(call);
        var count = limit > 0 ? Math.Min(limit, page.Objects.Length) : page.Objects.Length;
        var metadata = new JsonObject { ["resourceVersion"] = page.Revision.ToString(CultureInfo.InvariantCulture) };
        if (count < page.Objects.Length)
        {
            metadata["continue"] = pages.Keep(page with { Objects = page.Objects[count..] });
            if (call.Request["labelSelector"].Length == 0 && call.Request["fieldSelector"].Length == 0)
                metadata["remainingItemCount"] = page.Objects.Length - count;
        }

        return ApiAnswer.Of(List(call, page.Objects[..count], metadata));
    }

    /// <summary>The list object. Kubernetes' own kinds leave out kind and apiVersion of the items, custom resources do not.</summary>
    public static JsonObject List(ResourceCall call, IEnumerable<JsonObject> objects, JsonObject metadata) => new()
    {
        ["kind"] = OnlyMetadata(call) ? "PartialObjectMetadataList" : call.Kind.Kind + "List",
        ["apiVersion"] = OnlyMetadata(call) ? "meta.k8s.io/v1" : call.ApiVersion,
        ["metadata"] = metadata,
        ["items"] = new JsonArray([.. objects.Select(value => OnlyMetadata(call) ? Metadata(value) : Item(call, value))]),
    };

    private static bool OnlyMetadata(ResourceCall call) =>
        call.Request.Accept.Contains("as=PartialObjectMetadataList", StringComparison.Ordinal);

    private static JsonObject Metadata(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = value["metadata"]!.DeepClone(),
    };

    private static JsonObject Item(ResourceCall call, JsonObject value)
    {
        var item = call.Served(value);
        if (call.Kind.Custom) return item;
        item.Remove("kind");
        item.Remove("apiVersion");
        return item;
    }

    private static ListPage First(ResourceCall call)
    {
        var selector = ObjectSelector.Of(call.Request, call.Kind);
        return new(call.Store.Revision, [.. call.Store.All(call.Kind, call.Scope).Select(entry => entry.Value).Where(selector.Matches)]);
    }

    private static int Limit(string text)
    {
        if (text.Length == 0) return 0;
        return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw Statuses.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }
}
