<?xml version="1.0" encoding="utf-8"?>
<!-- Makes one file of views of those that its input names. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" encoding="utf-8" indent="yes" />
  <xsl:strip-space elements="*" />
  <xsl:template match="/files">
    <Configuration>
      <ViewDefinitions>
        <xsl:copy-of select="document(file)/Configuration/ViewDefinitions/View" />
      </ViewDefinitions>
    </Configuration>
  </xsl:template>
</xsl:stylesheet>
