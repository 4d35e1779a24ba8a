using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Kinds;
using MeshFederation.Clusters.Tests.Server.Objects;
using MeshFederation.Clusters.Tests.Server.Requests;

namespace MeshFederation.Clusters.Tests.Server.Verbs;

/// <summary>A request for a kind that is served, and what answers it.</summary>
internal sealed record ResourceCall(ApiRequest Request, ResourcePath Resource, ServedKind Kind, ObjectStore Store, ObjectWriter Writer)
{
    /// <summary>Whether it is about the status alone.</summary>
    public bool IsStatus => Resource.Subresource == "status";

    /// <summary>The apiVersion that was asked for.</summary>
    public string ApiVersion => Kind.ApiVersion(Resource.Version);

    /// <summary>The key of the object that is named.</summary>
    public ObjectKey Key => ObjectKey.Of(Kind, Resource.Namespace, Resource.Name!);

    /// <summary>The object that is named; ends the request when it is not there.</summary>
    public JsonObject Live => Store.Find(Key) ?? throw Statuses.NotFound(Kind, Key.Name);

    /// <summary>The namespace of the objects that a list is about; null for all.</summary>
    public string? Scope => Kind.Namespaced ? Resource.Namespace : null;

    /// <summary>The manager who writes, with no fields yet.</summary>
    public FieldManager ManagerOf(string operation) =>
        new(Request.FieldManager, operation, ApiVersion, Resource.Subresource, Writer.Time(), FieldSet.Empty);

    /// <summary>An object in the version that was asked for.</summary>
    public JsonObject Served(JsonObject value)
    {
        var served = value.Copy();
        (served["apiVersion"], served["kind"]) = (ApiVersion, Kind.Kind);
        return served;
    }
}
