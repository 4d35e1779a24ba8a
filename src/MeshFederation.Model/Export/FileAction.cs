namespace MeshFederation.Model.Export;

/// <summary>What an export does to a file.</summary>
public enum FileAction : long
{
    /// <summary>The file was not there.</summary>
    Create,

    /// <summary>The file said something else.</summary>
    Update,

    /// <summary>The file is as it should be, and is not touched.</summary>
    Unchanged,

    /// <summary>The file of an earlier export is no longer wanted.</summary>
    Delete,
}
