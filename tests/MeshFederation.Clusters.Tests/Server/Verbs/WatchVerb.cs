using System.Globalization;
using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Server.Selectors;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>
/// WATCH: the changes after a revision, or first what is there when none is named, one event a line, until the client goes,
/// the time is up or the server stops.
/// </summary>
internal sealed class WatchVerb(ResourceCall call, HttpContext http, Func<long> bookmark)
{
    private readonly ObjectSelector _selector = ObjectSelector.Of(call.Request, call.Kind);
    private long _revision;
    private long _marked;

    /// <summary>Answers until the end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stop);
        if (int.TryParse(call.Request["timeoutSeconds"], NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0)
        {
            end.CancelAfter(TimeSpan.FromSeconds(seconds));
        }
        http.Response.ContentType = "application/json";
        _marked = bookmark();
        try
        {
            await http.Response.Body.FlushAsync(end.Token);
            if (!await StartAsync(end.Token)) return;
            while (true) await FollowAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            if (!http.RequestAborted.IsCancellationRequested && !stop.IsCancellationRequested && WantsBookmarks)
                await SendAsync("BOOKMARK", Bookmark(), http.RequestAborted);
        }
    }

    private bool WantsBookmarks => call.Request["allowWatchBookmarks"] is "true" or "1";

    // False when the changes after that revision are no longer known.
    private async Task<bool> StartAsync(CancellationToken ct)
    {
        var asked = call.Request["resourceVersion"];
        if (asked is not ("" or "0"))
        {
            _revision = long.Parse(asked, CultureInfo.InvariantCulture);
            long compacted;
            lock (call.Store.Lock) compacted = call.Store.Log.Compacted;
            if (_revision >= compacted) return true;
            var expired = Statuses.Expired($"too old resource version: {asked} ({compacted})").Answer.Json!;
            await SendAsync("ERROR", expired.AsObject(), ct);
            return false;
        }

        JsonObject[] there;
        lock (call.Store.Lock)
        {
            _revision = call.Store.Revision;
            there = [.. call.Store.All(call.Kind, call.Scope).Select(entry => entry.Value).Where(_selector.Matches)];
        }

        foreach (var value in there) await SendAsync("ADDED", call.Served(value), ct);
        return true;
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        ObjectChange[] changes;
        Task next;
        lock (call.Store.Lock) (changes, next) = call.Store.Log.After(_revision);
        foreach (var change in changes)
        {
            _revision = change.Revision;
            if (change.Key.IsIn(call.Kind, call.Scope)) await SendChangeAsync(change, ct);
        }

        if (WantsBookmarks && bookmark() != _marked)
        {
            _marked = bookmark();
            await SendAsync("BOOKMARK", Bookmark(), ct);
        }

        await next.WaitAsync(ct);
    }

    private Task SendChangeAsync(ObjectChange change, CancellationToken ct) =>
        (_selector.Matches(change.Before), _selector.Matches(change.After)) switch
        {
            (false, true) => SendAsync("ADDED", call.Served(change.After!), ct),
            (true, true) => SendAsync("MODIFIED", call.Served(change.After!), ct),
            (true, false) => SendAsync("DELETED", Gone(change), ct),
            _ => Task.CompletedTask,
        };

    // An object that goes, or is selected no longer, is shown as it was, at the revision of that change.
    private JsonObject Gone(ObjectChange change)
    {
        var gone = call.Served(change.Before!);
        gone["metadata"]!["resourceVersion"] = change.Revision.ToString(CultureInfo.InvariantCulture);
        return gone;
    }

    private JsonObject Bookmark() => new()
    {
        ["kind"] = call.Kind.Kind,
        ["apiVersion"] = call.ApiVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = _revision.ToString(CultureInfo.InvariantCulture) },
    };

    private async Task SendAsync(string type, JsonObject value, CancellationToken ct)
    {
        await http.Response.WriteAsync(JsonText.Write(new JsonObject { ["type"] = type, ["object"] = value }) + "\n", ct);
        await http.Response.Body.FlushAsync(ct);
    }
}
