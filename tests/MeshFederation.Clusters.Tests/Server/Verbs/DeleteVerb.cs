using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;
using MeshFederation.Clusters.Tests.Server.Selectors;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>DELETE of one object, or of many.</summary>
internal static class DeleteVerb
{
    /// <summary>
    /// Deletes the object that is named, when the preconditions hold. One with finalizers stays, marked, until they are gone.
    /// </summary>
    public static ApiAnswer Run(ResourceCall call)
    {
        var options = RequestBody.ReadOptions(call.Request.Body);
        var live = call.Live;
        CheckPreconditions(call, options["preconditions"] as JsonObject ?? [], (JsonObject)live["metadata"]!);
        var dryRun = call.Request.DryRun || (options["dryRun"] as JsonArray ?? []).Any(item => (string?)item == "All");
        if (live["metadata"]!["finalizers"] is JsonArray { Count: > 0 }) return ApiAnswer.Of(call.Served(Mark(call, live, dryRun)));
        if (!dryRun) Remove(call.Store, call.Key);
        return StatusBody.Success(StatusBody.Details(call.Key.Name, call.Kind.Group, call.Kind.Plural, (string?)live["metadata"]!["uid"]));
    }

    /// <summary>Deletes what is selected, and answers with what that was.</summary>
    public static ApiAnswer RunMany(ResourceCall call)
    {
        var selector = ObjectSelector.Of(call.Request, call.Kind);
        var revision = call.Store.Revision;
        var found = call.Store.All(call.Kind, call.Scope).Where(entry => selector.Matches(entry.Value)).ToArray();
        if (!call.Request.DryRun) foreach (var (key, _) in found) Remove(call.Store, key);
        return ApiAnswer.Of(ListVerb.List(call, found.Select(entry => entry.Value), new() { ["resourceVersion"] = $"{revision}" }));
    }

    // What the namespace controller does in time happens at once here.
    private static void Remove(ObjectStore store, ObjectKey key)
    {
        store.Remove(key);
        if (key is not { Plural: "namespaces", Group: "" }) return;
        foreach (var (inside, _) in store.All().Where(entry => entry.Key.Namespace == key.Name).ToArray()) store.Remove(inside);
    }

    private static JsonObject Mark(ResourceCall call, JsonObject live, bool dryRun)
    {
        if (live["metadata"]!["deletionTimestamp"] is not null || dryRun) return live;
        var marked = live.Copy();
        var metadata = (JsonObject)marked["metadata"]!;
        metadata["deletionTimestamp"] = ObjectWriter.Now();
        metadata["deletionGracePeriodSeconds"] = 0;
        if (metadata["generation"] is { } generation) metadata["generation"] = (int)generation + 1;
        return call.Store.Put(call.Key, marked);
    }

    private static void CheckPreconditions(ResourceCall call, JsonObject preconditions, JsonObject metadata)
    {
        Check("uid", "UID", "deleted and then recreated");
        Check("resourceVersion", "ResourceVersion", "modified");

        void Check(string field, string label, string so)
        {
            if ((string?)preconditions[field] is { } wanted && wanted != (string?)metadata[field])
                throw Statuses.PreconditionFailed(call.Kind, call.Key.Name, label, wanted, (string)metadata[field]!, so);
        }
    }
}
