namespace MeshFederation.Model.Reports;

/// <summary>How a report is written.</summary>
public enum ReportFormat : long
{
    /// <summary>Text for a person at a terminal.</summary>
    Text,

    /// <summary>JUnit XML, as Azure DevOps' PublishTestResults, GitLab and Jenkins read it.</summary>
    JUnit,

    /// <summary>SARIF 2.1.0 (OASIS), as code scanning and editors read it.</summary>
    Sarif,

    /// <summary>GitHub-flavoured Markdown, for a job's or a pipeline's summary, or a comment.</summary>
    Markdown,

    /// <summary>Logging commands of Azure Pipelines: issues of the run.</summary>
    AzurePipelines,

    /// <summary>Workflow commands of GitHub Actions: annotations of the files.</summary>
    GitHub,
}
