namespace MeshFederation.Model.Tracing;

/// <summary>How a trace is written.</summary>
public enum TraceFormat : long
{
    /// <summary>As objects, which are shown as a table.</summary>
    Hop,

    /// <summary>As a Mermaid flowchart, which GitHub, GitLab and Azure DevOps draw.</summary>
    Mermaid,

    /// <summary>As a Graphviz digraph.</summary>
    Dot,
}
