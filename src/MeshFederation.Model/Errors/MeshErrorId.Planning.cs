namespace MeshFederation.Model.Errors;

/// <content>The ids of what shows only when a federation is planned.</content>
public static partial class MeshErrorId
{
    /// <summary>
    /// A host in another cluster is longer than DNS allows, or the SNI that is sent to it longer than TLS libraries take.
    /// </summary>
    public const string HostTooLong = "MeshHostTooLong";

    /// <summary>An object would have a field that the Istio of its cluster does not have yet.</summary>
    public const string FieldNewerThanIstio = "MeshFieldNewerThanIstio";
}
