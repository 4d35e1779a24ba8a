namespace MeshFederation.Model.Histories;

/// <summary>What has become of a revision of a federation.</summary>
public enum RevisionState : long
{
    /// <summary>It is being published; when nobody publishes it any more, publishing was cut off before its end.</summary>
    Pending,

    /// <summary>It was published as a whole.</summary>
    Published,

    /// <summary>Not all of it could be published, and not all could be put back.</summary>
    Failed,
}
