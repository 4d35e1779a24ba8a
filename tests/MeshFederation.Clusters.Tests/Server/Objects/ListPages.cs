using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Objects;

/// <summary>The pages of lists that are still to be fetched, under their continue tokens.</summary>
internal sealed class ListPages
{
    private readonly ConcurrentDictionary<string, ListPage> _pages = new(StringComparer.Ordinal);

    /// <summary>Keeps what is left and returns the token for it.</summary>
    public string Keep(ListPage page)
    {
        var text = new JsonObject
        {
            ["v"] = "meta.k8s.io/v1",
            ["rv"] = page.Revision,
            ["start"] = (string?)page.Objects[0]["metadata"]!["name"],
            ["page"] = Guid.NewGuid().ToString("N")
        };
        var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToJsonString()));
        _pages[token] = page;
        return token;
    }

    /// <summary>What a token stands for; as often as it is asked for.</summary>
    public ListPage Take(string token)
    {
        if (_pages.TryGetValue(token, out var page)) return page;
        if (!Base64Url.IsValid(token) || !Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).StartsWith('{'))
            throw Statuses.BadRequest("invalid continue token: continue key is not valid");
        throw Statuses.Expired("The provided continue parameter is too old to display a consistent list result. You can start a new list "
            + "without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
            + "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted "
            + "between the time the first chunk was returned and now may show up in the list.");
    }

    /// <summary>Forgets all of them, as when the revision was compacted.</summary>
    public void Expire() => _pages.Clear();
}
